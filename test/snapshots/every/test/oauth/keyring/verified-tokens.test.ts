/** Tokens that were accepted before. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyToGrant } from '../../../src/oauth/grants.js';
import { createAuthorizationServer } from '../../../src/oauth/index.js';
import { replaceRing } from '../../../src/oauth/keyring/stored-ring.js';
import { rereadEveryMs } from '../../../src/oauth/keyring/times.js';
import { createVerifiedTokens } from '../../../src/oauth/keyring/verified-tokens.js';
import { openKeyring } from '../../../src/oauth/keyring.js';
import type { LoadedKey } from '../../../src/oauth/signing-key.js';
import { connect, isAccepted } from '../client-calls.js';
import { issuer, openWorld, resource, type World } from '../world.js';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

async function anotherInstance(): Promise<World> {
  const { store, secrets, clock } = world.context;
  const context = { ...world.context, keyring: await openKeyring({ store, secrets, clock }) };
  return { ...world, context, server: createAuthorizationServer(context) };
}

describe('a token that was accepted before', () => {
  it('is refused once it is revoked, on every instance [REV-3, RS-9]', async () => {
    const other = await anotherInstance();
    const { accessToken, grant } = await connect(world);
    for (const instance of [world, other, world, other]) {
      expect(await isAccepted(instance, accessToken)).toBe(true);
    }
    await applyToGrant(world.context, grant.id, { type: 'revoke', reason: 'user_request' });
    for (const instance of [world, other]) {
      expect(await isAccepted(instance, accessToken)).toBe(false);
    }
  });

  it('is refused once it has expired [RS-5]', async () => {
    const { accessToken } = await connect(world);
    world.pass({ seconds: 899 });
    expect(await isAccepted(world, accessToken)).toBe(true);
    world.pass({ seconds: 1 });
    expect(await isAccepted(world, accessToken)).toBe(false);
  });

  it('is refused once its key was replaced [JWT-4]', async () => {
    const { accessToken } = await connect(world);
    expect(await isAccepted(world, accessToken)).toBe(true);
    await replaceRing({ ...world.context, algorithm: 'ES256' });
    world.pass({ ms: rereadEveryMs });
    expect(await isAccepted(world, accessToken)).toBe(false);
  });

  it('changes nothing for one with another signature or other claims [JWT-4]', async () => {
    const { accessToken } = await connect(world);
    const { accessToken: another } = await connect(world);
    expect(await isAccepted(world, accessToken)).toBe(true);
    const [header, claims, signature] = accessToken.split('.');
    const [, otherClaims, otherSignature] = another.split('.');
    expect(await isAccepted(world, `${header}.${claims}.${otherSignature}`)).toBe(false);
    expect(await isAccepted(world, `${header}.${otherClaims}.${signature}`)).toBe(false);
    expect(await isAccepted(world, `${header}.${claims}.`)).toBe(false);
  });

  it('is good for nothing else than it was checked for [JWT-5]', async () => {
    const { accessToken } = await connect(world);
    const { keyring, clock } = world.context;
    const expected = { typ: 'at+jwt', issuer, audience: resource, now: clock() };
    const check = (changes: Partial<typeof expected>) =>
      keyring.verify(accessToken, { ...expected, ...changes });
    expect(await check({})).toBeDefined();
    expect(await check({})).toBeDefined();
    expect(await check({ typ: 'JWT' })).toBeUndefined();
    expect(await check({ issuer: `${issuer}/` })).toBeUndefined();
    expect(await check({ audience: `${resource}/` })).toBeUndefined();
  });
});

describe('the memory of tokens', () => {
  const expected = { typ: 'at+jwt', issuer: 'i', audience: 'a' };
  const verified = { key: {} as LoadedKey, payload: { exp: 100 } };

  it('forgets a token the second it expires', () => {
    const memory = createVerifiedTokens();
    memory.remember('one', expected, verified);
    expect(memory.recall('one', expected, 99_999)).toBe(verified);
    expect(memory.recall('one', expected, 100_000)).toBeUndefined();
    expect(memory.recall('one', expected, 0)).toBeUndefined();
  });
});
