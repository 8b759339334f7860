/** Grants in the store. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  applyToGrant,
  findGrant,
  findGrants,
  insertGrant,
  revokeGrants,
} from '../../src/oauth/grants.js';
import { StoreUnavailable } from '../../src/store/contract.js';
import { addClient, bodyOf, connect, isAccepted, openGrant, refresh } from './client-calls.js';
import { openWorld, type World } from './world.js';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

describe('a grant in the store', () => {
  it('is inserted once [TOK-8]', async () => {
    const { grant } = await openGrant(world, await addClient(world));
    expect(await insertGrant(world.context, grant)).toBe(false);
  });

  it('leaves nothing behind when its code is never redeemed [TOK-5]', async () => {
    const { grant } = await openGrant(world, await addClient(world));
    world.pass({ seconds: 60 });
    expect(await findGrant(world.context, grant.id)).toBeUndefined();
  });

  it('is kept a day after it was revoked, for whoever asks why [SEC-5]', async () => {
    const { grant } = await connect(world);
    const revoke = { type: 'revoke', reason: 'operator_request' } as const;
    await applyToGrant(world.context, grant.id, revoke);
    world.pass({ ms: 86_400_000 - 1 });
    expect((await findGrant(world.context, grant.id))?.revoked?.reason).toBe('operator_request');
    world.pass({ ms: 1 });
    expect(await findGrant(world.context, grant.id)).toBeUndefined();
  });

  it('holds no code, no token and no hash of one [TOK-9]', async () => {
    const { grant, code, accessToken, refreshToken } = await connect(world);
    const stored = JSON.stringify(await world.context.store.get('grant', grant.id));
    for (const value of [code, refreshToken, accessToken]) {
      for (const part of value.split('.').filter((text) => text.length > 22)) {
        expect(stored).not.toContain(part);
      }
    }
  });

  it('reports a store that refuses every write as unavailable [TOK-8]', async () => {
    const { grant } = await connect(world);
    const store = { ...world.context.store, replace: async () => false };
    const revoke = { type: 'revoke', reason: 'user_request' } as const;
    await expect(applyToGrant({ ...world.context, store }, grant.id, revoke)).rejects.toThrow(
      StoreUnavailable,
    );
  });
});

describe('revoking while tokens are refreshed', () => {
  it('leaves nothing alive, 200 times over [REV-3] [REF-2] [A26]', async () => {
    for (let round = 0; round < 200; round += 1) {
      const { client, grant, refreshToken, accessToken } = await connect(world);
      const rotate = () => refresh(world, client, refreshToken);
      const revoke = () =>
        applyToGrant(world.context, grant.id, { type: 'revoke', reason: 'user_request' });
      // A little later each round.
      const later = async () => {
        for (let turn = 0; turn < round % 20; turn += 1) await Promise.resolve();
        await revoke();
      };
      const [one, , other] = await Promise.all([rotate(), later(), rotate()]);
      for (const response of [one, other]) {
        const { access_token = '', refresh_token } = await bodyOf(response);
        expect(await isAccepted(world, access_token)).toBe(false);
        expect((await refresh(world, client, refresh_token ?? refreshToken)).status).toBe(400);
      }
      expect(await isAccepted(world, accessToken)).toBe(false);
    }
  });
});

describe('revoking all grants of somebody', () => {
  it('ends those of the user or client, and no others [CON-7]', async () => {
    const client = await addClient(world);
    const count = 230;
    for (let i = 0; i < count; i += 1) await openGrant(world, client, { userId: 'user_many' });
    const { grant: other, accessToken } = await connect(world);
    const end = async (query: { userId?: string; clientId?: string }) =>
      revokeGrants(world.context, await findGrants(world.context, query), 'user_request');
    expect(await end({ userId: 'user_many' })).toBe(count);
    const revoked = world.audited.filter(({ event }) => event === 'grant.revoked').slice(-count);
    expect(new Set(revoked.map(({ grantId }) => grantId)).size).toBe(count);
    expect(revoked.every(({ userId }) => userId === 'user_many')).toBe(true);
    expect(await end({ userId: 'user_many' })).toBe(0);
    expect((await findGrant(world.context, other.id))?.revoked).toBeUndefined();
    expect(await isAccepted(world, accessToken)).toBe(true);
    await end({ clientId: other.clientId });
    expect(await isAccepted(world, accessToken)).toBe(false);
  });
});
