/** Requests to the endpoints that clients post forms to. */
import fc from 'fast-check';
import { verifier } from '../oauth/client-calls.js';
import { resource } from '../oauth/world.js';
import { type Hostile, hostile } from './request.js';
import { registered, type Target } from './target.js';
import { encoded, field, mostly, often, pairs, seldom } from './values.js';

export function token(target: Target): fc.Arbitrary<Hostile> {
  const { clients, code, refreshToken, clientSecret } = target;
  const form = pairs({
    grant_type: field([
      'authorization_code',
      'refresh_token',
      'refresh_token',
      'client_credentials',
      'password',
    ]),
    client_id: field([clients.public, clients.public, clients.confidential], often),
    client_secret: seldom([clientSecret]),
    code: field([code], often),
    code_verifier: field([verifier], often),
    redirect_uri: field([registered[0], registered[0], registered[1]], often),
    refresh_token: field([refreshToken, `${refreshToken}x`, code], often),
    resource: field([resource, `${resource}?`], often),
    scope: field(['notes:read', 'nothing'], often),
    client_assertion: seldom([target.accessToken]),
  });
  return hostile(target, { ...posted(target), paths: ['/token'], body: encoded(form) });
}

export function revocation(target: Target): fc.Arbitrary<Hostile> {
  const { clients, code, refreshToken, accessToken, clientSecret } = target;
  const form = pairs({
    client_id: field(Object.values(clients)),
    client_secret: seldom([clientSecret]),
    token: field([accessToken, code, refreshToken, 'a.b.c']),
    token_type_hint: field(['access_token', 'refresh_token']),
  });
  return hostile(target, { ...posted(target), paths: ['/revoke'], body: encoded(form) });
}

export function introspection(target: Target): fc.Arbitrary<Hostile> {
  const { clients, code, refreshToken, accessToken, clientSecret } = target;
  const form = pairs({
    client_id: field(Object.values(clients)),
    client_secret: seldom([clientSecret]),
    token: field([accessToken, accessToken, code, refreshToken, 'a.b.c']),
    token_type_hint: field(['access_token', 'refresh_token']),
  });
  return hostile(target, { ...posted(target), paths: ['/introspect'], body: encoded(form) });
}

function posted({ clients, code, clientSecret }: Target) {
  const query = encoded(pairs({ code: field([code], 1), client_secret: field([clientSecret], 1) }));
  return {
    methods: ['POST'],
    query: mostly(fc.constant(''), query, 5),
    headers: {
      authorization: ['', '', `Basic ${btoa(`${clients.confidential}:${clientSecret}`)}`],
    },
  };
}
