/** Which algorithm signs and verifies. */
import { base64url, decodeJwt, decodeProtectedHeader, importJWK, SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRing, replaceRing, rotateRing } from '../../../src/oauth/keyring/stored-ring.js';
import { announceMs, rereadEveryMs } from '../../../src/oauth/keyring/times.js';
import type { Keyring } from '../../../src/oauth/keyring.js';
import { createSecrets } from '../../../src/oauth/secrets.js';
import { signingAlgorithms } from '../../../src/oauth/signing-algorithm.js';
import { putKeys } from '../shared-keys.js';
import { type Instances, openInstances, secret } from './instances.js';

let here: Instances;
beforeEach(async () => {
  here = await openInstances();
});
afterEach(() => here.close());

const headerOf = (token: string) => decodeProtectedHeader(token);

/** The claims of a token under another header. */
async function resigned(token: string, header: { alg: string; kid?: string }, stored: string) {
  const jwk = JSON.parse(await createSecrets([secret]).open(stored));
  return new SignJWT(decodeJwt(token))
    .setProtectedHeader({ typ: 'at+jwt', ...header })
    .sign(await importJWK(jwk, header.alg));
}

async function startWithRsa(): Promise<Keyring> {
  await putKeys(here.store, here.clock);
  return here.start({ algorithm: 'RS256' });
}

async function withOneKeyOfEach(): Promise<Keyring> {
  await startWithRsa();
  for (const algorithm of ['ES256', 'EdDSA'] as const) {
    await here.start({ algorithm });
    here.pass(announceMs);
    await rotateRing(here.context({ algorithm }));
  }
  return here.start({ algorithm: 'EdDSA' });
}

describe.each(signingAlgorithms)('with %s', (algorithm) => {
  it('signs and verifies, and publishes no private member [JWT-1] [JWT-3] [ASM-20]', async () => {
    const keyring = await here.start({ algorithm });
    const token = await here.sign(keyring);
    expect(headerOf(token)).toEqual({ alg: algorithm, typ: 'at+jwt', kid: expect.any(String) });
    expect(await here.verify(await here.start({ algorithm }), token)).toBeDefined();
    const { keys } = await keyring.publicKeys();
    expect(keys).toHaveLength(2);
    for (const key of keys) {
      expect(key).toMatchObject({ alg: algorithm, use: 'sig' });
      for (const name of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'])
        expect(key).not.toHaveProperty(name);
    }
  });
});

describe('an algorithm that changes', () => {
  it('takes effect with the next rotation, and both verify [JWT-3] [JWT-7]', async () => {
    const token = await here.sign(await startWithRsa(), 3600);
    const keyring = await here.start({ algorithm: 'EdDSA' });
    expect(await keyring.algorithms()).toEqual(['RS256', 'EdDSA']);
    expect(headerOf(await here.sign(keyring)).alg).toBe('RS256');
    here.pass(announceMs);
    await rotateRing(here.context({ algorithm: 'EdDSA' }));
    here.pass(rereadEveryMs);
    const signed = await here.sign(keyring);
    expect(headerOf(signed).alg).toBe('EdDSA');
    expect(await keyring.algorithms()).toEqual(['EdDSA', 'RS256']);
    for (const each of [token, signed]) expect(await here.verify(keyring, each)).toBeDefined();
  });

  it('takes effect at once when every key is replaced [JWT-7]', async () => {
    const keyring = await startWithRsa();
    await replaceRing(here.context({ algorithm: 'ES256' }));
    here.pass(rereadEveryMs);
    expect(headerOf(await here.sign(keyring)).alg).toBe('ES256');
    expect(await keyring.algorithms()).toEqual(['ES256']);
  });

  it('is announced anew before it signs [JWT-7]', async () => {
    await startWithRsa();
    here.pass(announceMs);
    await expect(rotateRing(here.context({ algorithm: 'ES256' }))).rejects.toThrow();
    here.pass(announceMs);
    const { active } = await rotateRing(here.context({ algorithm: 'ES256' }));
    expect(active.publicKey.alg).toBe('ES256');
  });
});

describe('a token that names another algorithm than its key has', () => {
  it('is refused, also with a key of that algorithm in the ring [JWT-4]', async () => {
    const keyring = await withOneKeyOfEach();
    const token = await here.sign(keyring);
    const ring = await readRing(here);
    const sealed = ring?.active.sealedPrivateKey ?? '';
    const kids = new Map(
      (await keyring.publicKeys()).keys.map(({ alg, kid }) => [alg ?? '', kid ?? '']),
    );
    expect([...kids.keys()].toSorted()).toEqual(['ES256', 'EdDSA', 'RS256']);
    const own = { alg: 'EdDSA', kid: ring?.active.kid ?? '' };
    expect(await here.verify(keyring, await resigned(token, own, sealed))).toBeDefined();
    for (const [alg, kid] of kids) {
      const wrong = { alg: alg === 'EdDSA' ? 'Ed25519' : 'EdDSA', kid };
      expect(await here.verify(keyring, await resigned(token, wrong, sealed))).toBeUndefined();
    }
    expect(await here.verify(keyring, await resigned(token, { alg: 'EdDSA' }, sealed))).toBe(
      undefined,
    );
  });

  it.each(['PS256', 'RS384', 'RS512'])(
    'is refused with %s of the RSA key that signs [JWT-4]',
    async (alg) => {
      const keyring = await startWithRsa();
      const token = await here.sign(keyring);
      const active = (await readRing(here))?.active;
      const kid = active?.kid ?? '';
      const by = (name: string) =>
        resigned(token, { alg: name, kid }, active?.sealedPrivateKey ?? '');
      expect(await here.verify(keyring, await by('RS256'))).toBeDefined();
      expect(await here.verify(keyring, await by(alg))).toBeUndefined();
    },
  );

  it('is refused as HS256 with the public key as its secret, or as none [JWT-1] [JWT-4]', async () => {
    const keyring = await withOneKeyOfEach();
    const token = await here.sign(keyring);
    const [, body = ''] = token.split('.');
    for (const key of (await keyring.publicKeys()).keys) {
      const header = { typ: 'at+jwt', kid: key.kid ?? '' };
      const none = base64url.encode(JSON.stringify({ alg: 'none', ...header }));
      expect(await here.verify(keyring, `${none}.${body}.`)).toBeUndefined();
      for (const text of [JSON.stringify(key), key.x ?? '', key.n ?? '']) {
        const signed = await new SignJWT(decodeJwt(token))
          .setProtectedHeader({ alg: 'HS256', ...header })
          .sign(new TextEncoder().encode(text.padEnd(32, '=')));
        expect(await here.verify(keyring, signed)).toBeUndefined();
      }
    }
  });
});
