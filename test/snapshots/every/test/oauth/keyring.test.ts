/** The signing keys. */
import {
  base64url,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  importJWK,
  type JWTPayload,
  SignJWT,
  UnsecuredJWT,
} from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ring } from '../../src/oauth/keyring/ring.js';
import { type Keyring, openKeyring } from '../../src/oauth/keyring.js';
import { createSecrets } from '../../src/oauth/secrets.js';
import { openTestStore } from '../store/open-test-store.js';
import { secretKey } from './shared-keys.js';

const now = Date.UTC(2030, 0, 1);
const clock = () => now;
const secrets = createSecrets([secretKey]);
const expected = { typ: 'at+jwt', issuer: 'https://a.example', audience: 'https://a.example/mcp' };

let opened: Awaited<ReturnType<typeof openTestStore>>;
let keyring: Keyring;

beforeAll(async () => {
  opened = await openTestStore({ clock });
  keyring = await openKeyring({ store: opened.store, secrets, clock });
});
afterAll(() => opened.close());

function claims(changes: JWTPayload = {}): JWTPayload {
  const iat = now / 1000;
  const { issuer: iss, audience: aud } = expected;
  return { iss, aud, sub: 'user_1', jti: 'token-1', iat, exp: iat + 60, ...changes };
}

function verify(token: string, at = now) {
  return keyring.verify(token, { ...expected, now: at });
}

const stranger = await generateKeyPair('RS256', { extractable: true });

async function publicKey() {
  const [jwk] = (await keyring.publicKeys()).keys;
  if (jwk === undefined) throw new Error('The ring is empty');
  const key = await importJWK(jwk, 'RS256', { extractable: true });
  return { kid: jwk.kid ?? '', key: key as CryptoKey };
}

it('the ring is stored with its private keys sealed [SEC-8]', async () => {
  const entry = await opened.store.get<Ring>('key', 'ring');
  const stored = JSON.stringify(entry);
  for (const key of [entry?.value.active, entry?.value.next]) {
    const jwk = JSON.parse(await secrets.open(key?.sealedPrivateKey ?? ''));
    for (const member of ['d', 'p', 'q']) expect(stored).not.toContain(jwk[member]);
  }
});

describe('verifying', () => {
  it('accepts until the last second before expiry [JWT-4]', async () => {
    const token = await keyring.sign(claims(), 'at+jwt');
    expect(await verify(token, now + 59_999)).toBeDefined();
    expect(await verify(token, now + 60_000)).toBeUndefined();
  });

  it.each([
    ['another issuer', { iss: 'https://a.example/' }],
    ['another audience', { aud: 'https://b.example/mcp' }],
    ['a token that is not valid yet', { nbf: now / 1000 + 10 }],
    ['no expiry', { exp: undefined }],
    ['no issue time', { iat: undefined }],
    ['no subject', { sub: undefined }],
    ['no token id', { jti: undefined }],
    ['no audience', { aud: undefined }],
    ['no issuer', { iss: undefined }],
  ])('refuses %s [JWT-2] [JWT-4]', async (_, changes) => {
    const token = await keyring.sign(claims(changes as JWTPayload), 'at+jwt');
    expect(await verify(token)).toBeUndefined();
  });

  it.each(['JWT', 'oauth-id-jag+jwt', 'logout+jwt'])('refuses typ %s [JWT-5]', async (typ) => {
    expect(await verify(await keyring.sign(claims(), typ))).toBeUndefined();
  });

  it('refuses a token of a foreign key, whatever its kid [JWT-4]', async () => {
    for (const kid of [(await publicKey()).kid, 'another', undefined]) {
      const token = await new SignJWT(claims())
        .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', ...(kid && { kid }) })
        .sign(stranger.privateKey);
      expect(await verify(token)).toBeUndefined();
    }
  });

  it('refuses alg none [JWT-1] [A18]', async () => {
    const [, body] = new UnsecuredJWT(claims()).encode().split('.');
    const { kid } = await publicKey();
    for (const alg of ['none', 'None', 'NONE']) {
      const header = base64url.encode(JSON.stringify({ alg, typ: 'at+jwt', kid }));
      expect(await verify(`${header}.${body}.`)).toBeUndefined();
    }
  });

  it('refuses HS256 made with the public key as its secret [JWT-4] [A18]', async () => {
    const { key, kid } = await publicKey();
    const token = await new SignJWT(claims())
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid })
      .sign(new TextEncoder().encode(await exportSPKI(key)));
    expect(await verify(token)).toBeUndefined();
  });

  it('refuses a key that the token brings along [JWT-4]', async () => {
    const { kid } = await publicKey();
    const jwk = await exportJWK(stranger.publicKey);
    const token = await new SignJWT(claims())
      .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid, jwk })
      .sign(stranger.privateKey);
    expect(await verify(token)).toBeUndefined();
  });

  it('refuses a changed part and what is no token [JWT-4] [RS-6]', async () => {
    const token = await keyring.sign(claims(), 'at+jwt');
    const [header = '', body = '', signature = ''] = token.split('.');
    const changed = base64url.encode(JSON.stringify(claims({ sub: 'user_2' })));
    const wrong = [
      `${header}.${changed}.${signature}`,
      `${header}.${body}.${signature.slice(0, -4)}`,
      `${header}.${body}.`,
      `${header}.${body}`,
      `${token}.${token}`,
      `.${body}.${signature}`,
      '',
      '.',
      '..',
      'e30.e30.e30',
      `${base64url.encode('null')}.${body}.${signature}`,
      `${base64url.encode('{"alg":"RS256","kid":{}}')}.${body}.${signature}`,
      `${base64url.encode('{"alg":"RS256","crit":["x"],"x":1}')}.${body}.${signature}`,
      `${base64url.encode('{"alg":["RS256"]}')}.${body}.${signature}`,
      '\u0000'.repeat(100),
      'é.é.é',
    ];
    for (const text of wrong) expect(await verify(text)).toBeUndefined();
  });
});
