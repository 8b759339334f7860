/** How an instance learns of changes to the ring. */
import { decodeProtectedHeader, generateKeyPair, SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replaceRing, rotateRing } from '../../../src/oauth/keyring/stored-ring.js';
import { announceMs, rereadEveryMs } from '../../../src/oauth/keyring/times.js';
import type { Keyring } from '../../../src/oauth/keyring.js';
import { type Store, StoreUnavailable } from '../../../src/store/contract.js';
import { type Instances, openInstances } from './instances.js';

let here: Instances;
/** Its reads are counted, and fail while `away`. */
let keyring: Keyring;
let state: { reads: number; away: boolean };

beforeEach(async () => {
  here = await openInstances();
  state = { reads: 0, away: false };
  const get: Store['get'] = async (kind, id) => {
    state.reads += 1;
    if (state.away) throw new StoreUnavailable('away');
    return here.store.get(kind, id);
  };
  keyring = await here.start({ store: { ...here.store, get } });
  state.reads = 0;
});
afterEach(() => here.close());

const kidsOf = async (ring: Keyring) => (await ring.publicKeys()).keys.map(({ kid }) => kid);

async function tokenOfNewKeys(): Promise<string> {
  await replaceRing(here.context());
  return here.sign(await here.start());
}

describe('keys that another instance has made', () => {
  it('are looked for at an unknown kid, every few seconds at most [JWT-7]', async () => {
    const token = await tokenOfNewKeys();
    for (let i = 0; i < 5; i += 1) expect(await here.verify(keyring, token)).toBeUndefined();
    expect(state.reads).toBe(0);
    here.pass(rereadEveryMs);
    expect(await here.verify(keyring, token)).toBeDefined();
    const unknown = await new SignJWT({})
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'not-here' })
      .sign((await generateKeyPair('ES256')).privateKey);
    for (let i = 0; i < 5; i += 1) expect(await here.verify(keyring, unknown)).toBeUndefined();
    expect(state.reads).toBe(1);
    expect(await kidsOf(keyring)).toContain(decodeProtectedHeader(token).kid);
  });

  it('are looked for once by many requests at once [JWT-7]', async () => {
    const token = await tokenOfNewKeys();
    here.pass(rereadEveryMs);
    const verified = await Promise.all(
      Array.from({ length: 10 }, () => here.verify(keyring, token)),
    );
    expect(verified).not.toContain(undefined);
    expect(state.reads).toBe(1);
  });

  it('are a failure of the store, not of the token, as long as that is away [RS-5]', async () => {
    const token = await tokenOfNewKeys();
    here.pass(rereadEveryMs);
    state.away = true;
    for (let i = 0; i < 3; i += 1) {
      await expect(here.verify(keyring, token)).rejects.toThrow(StoreUnavailable);
    }
    state.away = false;
    expect(await here.verify(keyring, token)).toBeDefined();
  });
});

describe('a store that is away', () => {
  it('is asked every few seconds, while the keys in memory serve [JWT-7] [RS-5]', async () => {
    here.pass(announceMs);
    await rotateRing(here.context());
    const published = await kidsOf(await here.start());
    state.away = true;
    for (let i = 0; i < 5; i += 1) await here.sign(keyring);
    expect(await here.verify(keyring, await here.sign(keyring))).toBeDefined();
    expect(await kidsOf(keyring)).not.toEqual(published);
    expect(state.reads).toBe(1);
    state.away = false;
    here.pass(rereadEveryMs);
    expect(await kidsOf(keyring)).toEqual(published);
  });
});
