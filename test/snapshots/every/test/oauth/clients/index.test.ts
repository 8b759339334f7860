/** How long clients are remembered. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findClient, insertClient, keepClientFor } from '../../../src/oauth/clients/index.js';
import { addClient } from '../client-calls.js';
import { openWorld, type World } from '../world.js';

const day = 86_400_000;
let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

describe('a client that registered itself', () => {
  it('is forgotten after a day if no grant follows [DCR-15] [G1]', async () => {
    const client = await addClient(world, { origin: 'dynamic' });
    world.pass({ ms: day - 1 });
    expect(await findClient(world.context, client.id)).toEqual(client);
    world.pass({ ms: 1 });
    expect(await findClient(world.context, client.id)).toBeUndefined();
  });

  it('outlives its last grant by 30 days [DCR-16] [G2]', async () => {
    const client = await addClient(world, { origin: 'dynamic' });
    const now = world.context.clock();
    await keepClientFor(world.context, client, now + 90 * day);
    await keepClientFor(world.context, client, now + 10 * day);
    world.pass({ ms: 120 * day - 1 });
    expect(await findClient(world.context, client.id)).toEqual(client);
    world.pass({ ms: 1 });
    expect(await findClient(world.context, client.id)).toBeUndefined();
  });

  it('is kept for the newest of many grants at once [DCR-16]', async () => {
    const client = await addClient(world, { origin: 'dynamic' });
    const now = world.context.clock();
    const ends = Array.from({ length: 50 }, (_, index) => now + ((index * 7) % 50) * day);
    await Promise.all(ends.map((end) => keepClientFor(world.context, client, end)));
    world.pass({ ms: 79 * day - 1 });
    expect(await findClient(world.context, client.id)).toEqual(client);
  });

  it('comes back if it expired while the user decided [DCR-16]', async () => {
    const client = await addClient(world, { origin: 'dynamic' });
    world.pass({ days: 1 });
    await keepClientFor(world.context, client, world.context.clock() + day);
    expect(await findClient(world.context, client.id)).toEqual(client);
  });
});

describe('a client of the operator', () => {
  it('never expires, with grants or without [REG-1] [DCR-16]', async () => {
    const client = await addClient(world, { origin: 'operator' });
    await keepClientFor(world.context, client, world.context.clock() + 1);
    world.pass({ days: 4000 });
    expect(await findClient(world.context, client.id)).toEqual(client);
  });

  it('cannot be replaced by another of the same id [REG-3]', async () => {
    const client = await addClient(world);
    expect(await insertClient(world.context, { ...client, redirectUris: [] })).toBe(false);
    expect(await findClient(world.context, client.id)).toEqual(client);
  });
});
