/** Rotation of real keys. */
import { decodeProtectedHeader } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Ring, TooEarly } from '../../../src/oauth/keyring/ring.js';
import { readRing, replaceRing, rotateRing } from '../../../src/oauth/keyring/stored-ring.js';
import {
  announceMs,
  longestAccessTokenTtl,
  rereadEveryMs,
  retainMs,
} from '../../../src/oauth/keyring/times.js';
import type { Keyring } from '../../../src/oauth/keyring.js';
import { createSecrets } from '../../../src/oauth/secrets.js';
import { makeKey } from '../../../src/oauth/signing-key.js';
import { type Instances, openInstances, secret } from './instances.js';

let here: Instances;
beforeEach(async () => {
  here = await openInstances();
});
afterEach(() => here.close());

const kidOf = (token: string) => decodeProtectedHeader(token).kid;
const kidsOf = async (keyring: Keyring) =>
  (await keyring.publicKeys()).keys.map(({ kid }) => kid ?? '');
const stored = async () => (await here.store.get<Ring>('key', 'ring'))?.value as Ring;

describe('rotating', () => {
  it('has instances that start together verify each other at every moment [JWT-7] [SEC-8]', async () => {
    const [one, other] = await Promise.all([here.start(), here.start()]);
    const tokens: string[] = [];
    const check = async () => {
      tokens.push(await here.sign(one, 3600), await here.sign(other, 3600));
      for (const token of tokens.slice(-8)) {
        for (const keyring of [one, other]) {
          expect(await here.verify(keyring, token)).toBeDefined();
        }
      }
    };
    await check();
    here.pass(announceMs - 2);
    await check();
    here.pass(2);
    const rotated = await rotateRing(here.context());
    for (let ms = 0; ms <= rereadEveryMs; ms += 500) {
      await check();
      here.pass(500);
    }
    expect(kidOf(tokens[0] ?? '')).not.toBe(rotated.active.kid);
    expect(tokens.slice(-2).map(kidOf)).toEqual([rotated.active.kid, rotated.active.kid]);
  });

  it('is seen by an idle instance after the re-read time [JWT-7]', async () => {
    const idle = await here.start();
    const token = await here.sign(idle);
    here.pass(announceMs);
    expect(kidOf(await here.sign(idle))).toBe(kidOf(token));
    const { active } = await rotateRing(here.context());
    here.pass(rereadEveryMs - 1);
    expect(kidOf(await here.sign(idle))).toBe(kidOf(token));
    here.pass(1);
    expect(kidOf(await here.sign(idle))).toBe(active.kid);
  });

  it('waits until every cache has the next key [JWT-7]', async () => {
    const keyring = await here.start();
    const [active, next] = await kidsOf(keyring);
    here.pass(announceMs - 1);
    const early = rotateRing(here.context());
    await expect(early).rejects.toThrow(TooEarly);
    await expect(early).rejects.toMatchObject({ notBefore: here.clock() + 1 });
    here.pass(1);
    expect((await rotateRing(here.context())).active.kid).toBe(next);
    here.pass(rereadEveryMs);
    expect(await kidsOf(keyring)).toEqual([next, expect.any(String), active]);
    await expect(rotateRing(here.context())).rejects.toThrow(TooEarly);
  });

  it('keeps a retired key until its longest token has ended, and no longer [JWT-7]', async () => {
    const keyring = await here.start();
    here.pass(announceMs);
    const token = await here.sign(keyring, longestAccessTokenTtl);
    await rotateRing(here.context());
    here.pass(longestAccessTokenTtl * 1000 - 1);
    expect(await here.verify(keyring, token)).toBeDefined();
    expect(await kidsOf(keyring)).toContain(kidOf(token));
    here.pass(retainMs - longestAccessTokenTtl * 1000);
    expect(await kidsOf(keyring)).toContain(kidOf(token));
    here.pass(1);
    expect(await kidsOf(keyring)).not.toContain(kidOf(token));
    await rotateRing(here.context());
    expect(JSON.stringify(await stored())).not.toContain(kidOf(token));
  });

  it('forgets the private half of a retired key [SEC-8]', async () => {
    await here.start();
    const { sealedPrivateKey } = (await stored()).active;
    here.pass(announceMs);
    await rotateRing(here.context());
    expect(JSON.stringify(await stored())).not.toContain(sealedPrivateKey);
  });

  it('is done once when two operators do it at once [JWT-7]', async () => {
    await here.start();
    const { next } = await stored();
    here.pass(announceMs);
    const outcomes = await Promise.allSettled([
      rotateRing(here.context()),
      rotateRing(here.context()),
    ]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: expect.any(TooEarly),
    });
    expect((await stored()).active.kid).toBe(next.kid);
    expect((await stored()).retired).toHaveLength(1);
  });

  it('is not possible without the secret of the keys [SEC-8]', async () => {
    await here.start();
    here.pass(announceMs);
    const before = await stored();
    const secrets = createSecrets(['another-secret-of-this-test-0123456789']);
    await expect(rotateRing(here.context({ secrets }))).rejects.toThrow('SECRET_KEYS');
    expect(await stored()).toEqual(before);
  });
});

describe('replacing every key at once', () => {
  it('has old tokens refused everywhere within the re-read time [JWT-7] [RS-5]', async () => {
    const instances = [await here.start(), await here.start()];
    const tokens = await Promise.all(instances.map((keyring) => here.sign(keyring)));
    const { active } = await replaceRing(here.context());
    here.pass(rereadEveryMs);
    for (const keyring of instances) {
      for (const token of tokens) expect(await here.verify(keyring, token)).toBeUndefined();
      expect(kidOf(await here.sign(keyring))).toBe(active.kid);
      expect(await kidsOf(keyring)).not.toContain(kidOf(tokens[0] ?? ''));
    }
  });

  it('leaves none of the old keys [JWT-7] [SEC-8]', async () => {
    const keyring = await here.start();
    here.pass(announceMs);
    await rotateRing(here.context());
    here.pass(rereadEveryMs);
    const before = await kidsOf(keyring);
    expect(before).toHaveLength(3);
    await replaceRing(here.context());
    here.pass(rereadEveryMs);
    for (const kid of await kidsOf(keyring)) expect(before).not.toContain(kid);
  });

  it('works when the secret is lost, for servers with a new one [SEC-8]', async () => {
    await here.start();
    const secrets = createSecrets(['another-secret-of-this-test-0123456789']);
    await expect(here.start({ secrets })).rejects.toThrow('SECRET_KEYS');
    await replaceRing(here.context({ secrets }));
    const keyring = await here.start({ secrets });
    expect(await here.verify(keyring, await here.sign(keyring))).toBeDefined();
  });
});

describe('a ring from before there was rotation', () => {
  it('goes on and can be rotated [JWT-7] [SEC-8]', async () => {
    const [first, second] = [
      await makeKey('RS256', createSecrets([secret]), here.clock() - 2000),
      await makeKey('RS256', createSecrets([secret]), here.clock() - 3000),
    ];
    await here.store.insert('key', 'ring', { value: [first, second] });
    const algorithm = 'RS256';
    expect(await readRing(here)).toMatchObject({ active: { kid: first.kid } });
    const keyring = await here.start({ algorithm });
    const token = await here.sign(keyring);
    expect(kidOf(token)).toBe(first.kid);
    expect(await kidsOf(keyring)).toEqual([first.kid, expect.any(String), second.kid]);
    expect((await stored()).retired).toHaveLength(1);
    expect(JSON.stringify((await stored()).retired)).not.toContain('sealedPrivateKey');
    const again = await here.start({ algorithm });
    expect(await here.verify(again, token)).toBeDefined();
    expect(await kidsOf(again)).toEqual(await kidsOf(keyring));
    here.pass(announceMs);
    const last = await here.sign(keyring);
    await rotateRing(here.context({ algorithm }));
    here.pass(rereadEveryMs);
    expect(kidOf(await here.sign(keyring))).not.toBe(first.kid);
    expect(await here.verify(again, last)).toBeDefined();
  });

  it('is completed once by instances that start together [SEC-8]', async () => {
    const key = await makeKey('ES256', createSecrets([secret]), here.clock());
    await here.store.insert('key', 'ring', { value: [key] });
    const [one, other] = await Promise.all([here.start(), here.start()]);
    expect(await kidsOf(one)).toEqual(await kidsOf(other));
    expect(await kidsOf(one)).toHaveLength(2);
  });
});

describe('changing SECRET_KEYS', () => {
  const newer = 'a-newer-secret-of-this-test-0123456789';
  const both = { secrets: createSecrets([newer, secret]) };

  it('seals the keys anew, once, so that the old secret can go [SEC-8]', async () => {
    const token = await here.sign(await here.start());
    await Promise.all([here.start(both), here.start(both)]);
    const sealed = await here.store.get('key', 'ring');
    const secrets = createSecrets([newer]);
    const keyring = await here.start({ secrets });
    // Nothing was written.
    expect(await here.store.get('key', 'ring')).toEqual(sealed);
    expect(await here.verify(keyring, token)).toBeDefined();
    here.pass(announceMs);
    await rotateRing(here.context({ secrets }));
    here.pass(rereadEveryMs);
    expect(await here.verify(keyring, await here.sign(keyring))).toBeDefined();
  });

  it('goes on at instances that have the new one as the second [SEC-8]', async () => {
    const late = await here.start({ secrets: createSecrets([secret, newer]) });
    const early = await here.start(both);
    here.pass(announceMs);
    await rotateRing(here.context(both));
    here.pass(rereadEveryMs);
    expect(await here.verify(early, await here.sign(late))).toBeDefined();
    expect(await here.verify(late, await here.sign(early))).toBeDefined();
  });

  it('leaves an instance verifying that cannot open the signing key [SEC-8]', async () => {
    const behind = await here.start();
    const ahead = await here.start(both);
    for (let round = 0; round < 2; round += 1) {
      here.pass(announceMs);
      await rotateRing(here.context(both));
    }
    here.pass(rereadEveryMs);
    expect(await here.verify(behind, await here.sign(ahead))).toBeDefined();
    await expect(here.sign(behind)).rejects.toThrow('SECRET_KEYS');
  });
});
