/** How many registrations are kept that led to no grant. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findClient, keepClientFor } from '../../../src/oauth/clients/index.js';
import { bodyOf, register } from '../client-calls.js';
import { openWorld, type World } from '../world.js';

const mostUnused = 5;
let world: World;

beforeEach(async () => {
  world = await openWorld({ registration: { initialAccessTokens: [], mostUnused } });
});
afterEach(() => world.close());

/** Registers a client of this name; its id. */
async function add(client_name: string, token_endpoint_auth_method = 'none'): Promise<string> {
  const redirect_uris = ['https://client.example/callback'];
  const body = { client_name, redirect_uris, token_endpoint_auth_method };
  const response = await register(world, body);
  expect(response.status).toBe(201);
  return String((await bodyOf(response))['client_id']);
}

async function addMany(names: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names) {
    world.pass({ seconds: 1 });
    ids.push(await add(name));
  }
  return ids;
}

async function known(ids: readonly string[]): Promise<boolean[]> {
  const clients = await Promise.all(ids.map((id) => findClient(world.context, id)));
  return clients.map((client) => client !== undefined);
}

describe('more registrations than are kept', () => {
  it('push out the oldest one each, and none is refused [DCR-15] [G5]', async () => {
    const ids = await addMany(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    expect(await known(ids)).toEqual([false, false, true, true, true, true, true]);
    const forgotten = world.audited.filter(({ event }) => event === 'client.forgotten');
    expect(forgotten).toEqual(
      ids.slice(0, 2).map((clientId) => ({
        event: 'client.forgotten',
        clientId,
        reason: 'too_many_unused',
      })),
    );
  });

  it('never push out a client that is in use [DCR-16] [G2] [G5]', async () => {
    const [used = ''] = await addMany(['used']);
    const client = await findClient(world.context, used);
    if (client === undefined) throw new Error('The client is not registered');
    await keepClientFor(world.context, client, world.context.clock() + 60_000);
    const others = await addMany(Array.from({ length: 3 * mostUnused }, (_, n) => `other ${n}`));
    expect(await findClient(world.context, used)).toBeDefined();
    expect((await known(others)).filter(Boolean)).toHaveLength(mostUnused);
  });

  it('keep one that is asked for a grant just then [DCR-16] [G2]', async () => {
    const [id = ''] = await addMany(['asking']);
    const client = await findClient(world.context, id);
    if (client === undefined) throw new Error('The client is not registered');
    const until = world.context.clock() + 60_000;
    await Promise.all([
      addMany(['a', 'b', 'c', 'd', 'e', 'f']),
      keepClientFor(world.context, client, until),
    ]);
    expect(await findClient(world.context, id)).toBeDefined();
  });

  it('count clients with a secret like those without [G5]', async () => {
    const first = await add('secret', 'client_secret_post');
    const ids = await addMany(['a', 'b', 'c', 'd', 'e']);
    expect(await known([first, ...ids])).toEqual([false, true, true, true, true, true]);
  });

  it('do not count one that registers again and again [G1] [G5]', async () => {
    const ids = await addMany(['a', 'b']);
    for (let round = 0; round < 3 * mostUnused; round += 1) {
      world.pass({ seconds: 120 });
      await add('b');
    }
    expect(await known(ids)).toEqual([true, true]);
  });

  it('all at once leave no more than are kept [G5]', async () => {
    const names = Array.from({ length: 40 }, (_, n) => `client ${n}`);
    await Promise.all(names.map((name) => add(name)));
    expect(await world.context.store.find('client', { limit: 1000 })).toHaveLength(mostUnused);
  });

  it('let one come back under its old id [G1] [G5]', async () => {
    const [id = ''] = await addMany(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(await known([id])).toEqual([false]);
    expect(await add('a')).toBe(id);
    expect(await known([id])).toEqual([true]);
  });

  it('take one that came back as new [G1] [G5]', async () => {
    const [id = ''] = await addMany(['a']);
    world.pass({ days: 1 });
    expect(await known([id])).toEqual([false]);
    await addMany(['a', 'b', 'c', 'd', 'e']);
    expect(await known([id])).toEqual([true]);
  });
});
