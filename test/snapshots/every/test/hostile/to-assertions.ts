/** Client assertions, most of them properly signed. */
import { sign } from 'node:crypto';
import fc from 'fast-check';
import { assertionType } from '../oauth/assertions.js';
import { issuer } from '../oauth/world.js';
import { type Hostile, hostile } from './request.js';
import type { Target } from './target.js';
import { encoded, field, json, mostly, often, pairs, seldom, text } from './values.js';

export function assertion(target: Target): fc.Arbitrary<Hostile> {
  const { keyed, refreshToken, clientSecret, clients } = target;
  const form = fc.tuple(
    pairs({
      grant_type: field(['refresh_token'], often),
      refresh_token: field([refreshToken], often),
      token: field(['a.b.c'], often),
      client_assertion_type: field([assertionType], often),
      client_id: seldom([keyed.id, clients.public]),
      client_secret: mostly(fc.constant([]), field([clientSecret]), often),
    }),
    jwt(target),
  );
  const body = form.map(([fields, token]) => [...fields, ['client_assertion', token]] as const);
  return hostile(target, { paths: ['/revoke', '/token'], methods: ['POST'], body: encoded(body) });
}

function jwt({ keyed, now }: Target): fc.Arbitrary<string> {
  const header = fc.record({
    alg: claim(['ES256'], ['none', 'HS256', 'RS256', 'EdDSA', 'ES384']),
    typ: claim(['JWT', 'client-authentication+jwt'], ['at+jwt', '']),
    kid: claim([keyed.kid], ['', '__proto__', '../../key']),
  });
  const claims = fc.record({
    iss: claim([keyed.id], ['', '__proto__']),
    sub: claim([keyed.id], ['', '__proto__']),
    aud: claim([issuer, `${issuer}/token`], ['', 'https://evil.example']),
    exp: fc.integer({ min: now - 90, max: now + 4000 }),
    iat: fc.integer({ min: now - 90, max: now + 90 }),
    jti: mostly(fc.uuid(), text),
  });
  return fc
    .tuple(json(header), json(claims), fc.integer({ min: 0, max: 9 }))
    .map(([head, payload, way]) => {
      const data = `${encode(head)}.${encode(payload)}`;
      const signature = sign('sha256', Buffer.from(data), {
        key: keyed.privateKey,
        dsaEncoding: 'ieee-p1363',
      });
      return way === 0 ? `${data}.` : `${data}.${signature.toString('base64url')}`;
    });
}

function claim(right: readonly string[], wrong: readonly string[]): fc.Arbitrary<unknown> {
  const other = fc.oneof(fc.constantFrom(...wrong), fc.jsonValue({ maxDepth: 2 }));
  return mostly(fc.constantFrom(...right), other, often / 2);
}

function encode(json: string): string {
  return Buffer.from(json).toString('base64url');
}
