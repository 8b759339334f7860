/** What the requests that come most often ask of the store. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAuthorizationServer } from '../../src/oauth/index.js';
import { connect, isAccepted } from './client-calls.js';
import { type CountedStore, countedStore } from './counted-store.js';
import { openWorld, type World } from './world.js';

let world: World;
let counted: CountedStore;

beforeEach(async () => {
  const plain = await openWorld();
  counted = countedStore(plain.context.store);
  const context = { ...plain.context, store: counted.store };
  world = { ...plain, context, server: createAuthorizationServer(context) };
});
afterEach(() => world.close());

describe('the check of an access token', () => {
  it('is one read of the store and no write, each time: revocation counts at the next request', async () => {
    const { accessToken } = await connect(world);
    counted.used();
    for (const _ of [1, 2, 3]) {
      expect(await isAccepted(world, accessToken)).toBe(true);
      expect(counted.used()).toEqual({ get: 1 });
    }
  });
});
