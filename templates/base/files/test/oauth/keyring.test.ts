/** The signing keys: one ring for all instances, and nothing but its tokens verifies. */
import {
  base64url,
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

const now = Date.UTC(2030, 0, 1);
const clock = () => now;
const secret = 'the-first-secret-of-this-test-0123456789';
const expected = { typ: 'at+jwt', issuer: 'https://a.example', audience: 'https://a.example/mcp' };

type Opened = Awaited<ReturnType<typeof openTestStore>>;
let opened: Opened;
let keyring: Keyring;
/** A ring of another store, and what that store holds: making keys takes long. */
let foreign: { keyring: Keyring; opened: Opened };

beforeAll(async () => {
  const open = async () => {
    const fresh = await openTestStore({ clock });
    const secrets = createSecrets([secret]);
    return { opened: fresh, keyring: await openKeyring({ store: fresh.store, secrets, clock }) };
  };
  ({ opened, keyring } = await open());
  foreign = await open();
});

afterAll(() => Promise.all([opened.close(), foreign.opened.close()]));

/** The ring that a store holds. */
async function storedRing({ store }: Opened): Promise<Ring> {
  const entry = await store.get<Ring>('key', 'ring');
  if (entry === undefined) throw new Error('There is no ring');
  return entry.value;
}

/** Another store with the same ring. */
async function copied(): Promise<Opened> {
  const copy = await openTestStore({ clock });
  await copy.store.insert('key', 'ring', { value: await storedRing(opened) });
  return copy;
}

function claims(changes: JWTPayload = {}): JWTPayload {
  const iat = now / 1000;
  const { issuer: iss, audience: aud } = expected;
  return { iss, aud, sub: 'user_1', jti: 'token-1', iat, exp: iat + 60, ...changes };
}

function verify(token: string, by = keyring, at = now) {
  return by.verify(token, { ...expected, now: at });
}

let strangersPair: ReturnType<typeof generateKeyPair> | undefined;

/** A pair that belongs to no ring. */
function stranger() {
  strangersPair ??= generateKeyPair('RS256', { extractable: true });
  return strangersPair;
}

async function publicKey() {
  const [jwk] = (await keyring.publicKeys()).keys;
  if (jwk === undefined) throw new Error('The ring is empty');
  return { jwk, kid: jwk.kid ?? '', key: await importJWK(jwk, 'RS256', { extractable: true }) };
}

describe('the key ring', () => {
  it('signs with RS256, a typ and a kid, and verifies what it signed [JWT-1] [JWT-3]', async () => {
    const token = await keyring.sign(claims(), 'at+jwt');
    expect(await verify(token)).toEqual(claims());
    const header = new TextDecoder().decode(base64url.decode(token.split('.')[0] ?? ''));
    const { kid } = await publicKey();
    expect(JSON.parse(header)).toEqual({ alg: 'RS256', typ: 'at+jwt', kid });
  });

  it('shows the public half only [ASM-20] [JWT-7]', async () => {
    const { keys } = await keyring.publicKeys();
    expect(keys).toHaveLength(2);
    for (const jwk of keys) {
      expect(Object.keys(jwk).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
    }
  });

  it('is stored sealed: the database holds no private key [SEC-8]', async () => {
    const { active, next } = await storedRing(opened);
    const stored = JSON.stringify(await opened.store.get('key', 'ring'));
    for (const { sealedPrivateKey } of [active, next]) {
      const jwk = JSON.parse(await createSecrets([secret]).open(sealedPrivateKey));
      for (const member of ['d', 'p', 'q']) expect(stored).not.toContain(jwk[member]);
    }
  });

  it('is one ring for two instances that open an empty store together [SEC-8]', async () => {
    const fresh = await openTestStore({ clock });
    // Whose keys are made in no time.
    const algorithm = 'ES256';
    const open = () =>
      openKeyring({ store: fresh.store, secrets: createSecrets([secret]), clock, algorithm });
    const [one, other] = await Promise.all([open(), open()]);
    expect(await one.publicKeys()).toEqual(await other.publicKeys());
    expect(await verify(await one.sign(claims(), 'at+jwt'), other)).toEqual(claims());
    await fresh.close();
  });

  it('survives a restart, also one with a new secret in front of the old [SEC-8]', async () => {
    const fresh = await copied();
    const token = await keyring.sign(claims(), 'at+jwt');
    for (const list of [[secret], ['a-newer-secret-of-this-test-0123456789', secret]]) {
      const secrets = createSecrets(list);
      const restarted = await openKeyring({ store: fresh.store, secrets, clock });
      expect(await verify(token, restarted)).toEqual(claims());
    }
    await fresh.close();
  });

  it('is sealed anew with the newest secret, so that older ones can go [SEC-8]', async () => {
    const fresh = await copied();
    const newest = 'a-newer-secret-of-this-test-0123456789';
    const open = (...list: string[]) =>
      openKeyring({ store: fresh.store, secrets: createSecrets(list), clock });
    const token = await keyring.sign(claims(), 'at+jwt');
    await Promise.all([open(newest, secret), open(newest, secret)]);
    expect(await verify(token, await open(newest))).toEqual(claims());
    const version = (await fresh.store.get('key', 'ring'))?.version;
    await open(newest);
    expect((await fresh.store.get('key', 'ring'))?.version).toBe(version);
    await fresh.close();
  });

  it('does not open, and makes no second ring, without the secret [SEC-8]', async () => {
    const secrets = createSecrets(['another-secret-of-this-test-0123456789']);
    await expect(openKeyring({ store: opened.store, secrets, clock })).rejects.toThrow(
      'SECRET_KEYS',
    );
  });
});

describe('verifying', () => {
  it('accepts until the last second before expiry [JWT-4]', async () => {
    const token = await keyring.sign(claims(), 'at+jwt');
    expect(await verify(token, keyring, now + 59_999)).toBeDefined();
    expect(await verify(token, keyring, now + 60_000)).toBeUndefined();
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
    const kept = Object.entries(claims({ ...changes } as JWTPayload)).filter(
      ([, value]) => value !== undefined,
    );
    const token = await keyring.sign(Object.fromEntries(kept), 'at+jwt');
    expect(await verify(token)).toBeUndefined();
  });

  it.each(['JWT', 'oauth-id-jag+jwt', 'logout+jwt'])('refuses typ %s [JWT-5]', async (typ) => {
    expect(await verify(await keyring.sign(claims(), typ))).toBeUndefined();
  });

  it('refuses a token of a foreign key, with its own kid or with ours [JWT-4]', async () => {
    expect(await verify(await foreign.keyring.sign(claims(), 'at+jwt'))).toBeUndefined();
    const { privateKey } = await stranger();
    for (const named of [(await publicKey()).kid, undefined]) {
      const token = await new SignJWT(claims())
        .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', ...(named && { kid: named }) })
        .sign(privateKey);
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
    if (!(key instanceof CryptoKey)) throw new Error('Not a key object');
    const token = await new SignJWT(claims())
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid })
      .sign(new TextEncoder().encode(await exportSPKI(key)));
    expect(await verify(token)).toBeUndefined();
  });

  it('refuses a key that the token brings along [JWT-4]', async () => {
    const pair = await stranger();
    const { kid } = await publicKey();
    const jwk = { ...(await crypto.subtle.exportKey('jwk', pair.publicKey)) } as object;
    const token = await new SignJWT(claims())
      .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid, jwk })
      .sign(pair.privateKey);
    expect(await verify(token)).toBeUndefined();
  });

  it('refuses a changed part, and text that is no token at all [JWT-4] [RS-6]', async () => {
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
