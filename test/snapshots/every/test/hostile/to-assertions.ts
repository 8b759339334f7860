/** Client assertions of any content, most of them properly signed. */
import { sign } from 'node:crypto';
import fc from 'fast-check';
import { assertionType } from '../oauth/assertions.js';
import { issuer } from '../oauth/world.js';
import { type Hostile, hostile } from './request.js';
import type { Target } from './target.js';
import { encoded, field, json, pairs, text } from './values.js';

/** Requests to both endpoints, with an assertion and whatever else. */
export function assertion(target: Target): fc.Arbitrary<Hostile> {
  const { keyed, refreshToken, clientSecret, clients } = target;
  const form = fc.tuple(
    pairs({
      grant_type: field(['refresh_token'], often),
      refresh_token: field([refreshToken], often),
      token: field(['a.b.c'], often),
      client_assertion_type: field([assertionType], often),
      client_id: fc.oneof(
        { weight: 5, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: field([keyed.id, clients.public]) },
      ),
      client_secret: fc.oneof(
        { weight: often, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: field([clientSecret]) },
      ),
    }),
    jwt(target),
  );
  const body = form.map(([fields, token]) => [...fields, ['client_assertion', token]] as const);
  return hostile(target, { paths: ['/revoke', '/token'], methods: ['POST'], body: encoded(body) });
}

function jwt({ keyed, now }: Target): fc.Arbitrary<string> {
  const header = fc.record({
    alg: mostly(['ES256'], ['none', 'HS256', 'RS256', 'EdDSA', 'ES384']),
    typ: mostly(['JWT', 'client-authentication+jwt'], ['at+jwt', '']),
    kid: mostly([keyed.kid], ['', '__proto__', '../../key']),
  });
  const claims = fc.record({
    iss: mostly([keyed.id], ['', '__proto__']),
    sub: mostly([keyed.id], ['', '__proto__']),
    aud: mostly([issuer, `${issuer}/token`], ['', 'https://evil.example']),
    exp: fc.integer({ min: now - 90, max: now + 4000 }),
    iat: fc.integer({ min: now - 90, max: now + 90 }),
    jti: fc.oneof({ weight: 9, arbitrary: fc.uuid() }, { weight: 1, arbitrary: text }),
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

const often = 40;

function mostly(right: readonly string[], wrong: readonly string[]): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 40, arbitrary: fc.constantFrom(...right) },
    { weight: 1, arbitrary: fc.constantFrom(...wrong) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  );
}

function encode(json: string): string {
  return Buffer.from(json).toString('base64url');
}
