/** A database server that does not answer: callers hear of it in time. */
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Store, StoreUnavailable } from '../../src/store/contract.js';
import { openStore } from '../../src/store/index.js';
import { ownServer } from './open-test-store.js';
import { LATER } from './tasks.js';
import type { TestServer } from './test-server.js';

let server: TestServer;

beforeAll(async () => {
  if (ownServer !== undefined) server = await ownServer();
});
afterAll(() => server?.close());

async function open(): Promise<Store> {
  const store = await openStore({ url: server.url, clock: Date.now });
  onTestFinished(() => store.close());
  return store;
}

function everyVerb(store: Store, id: string): Promise<unknown>[] {
  return [
    store.get('note', id),
    store.insert('note', id, { value: 1 }),
    store.replace('note', id, 1, { value: 2 }),
    store.remove('note', id),
    store.find('note', {}),
    store.increment(id, LATER),
    store.sweep(),
    store.health(),
  ];
}

/** Milliseconds until all have said that the database cannot be used. */
async function unavailable(verbs: Promise<unknown>[]): Promise<number> {
  const began = performance.now();
  for (const outcome of await Promise.allSettled(verbs)) {
    const error = outcome.status === 'rejected' ? outcome.reason : outcome.value;
    expect(error).toBeInstanceOf(StoreUnavailable);
    expect(error.message).toMatch(/^The database cannot be used: .+\.$/);
  }
  return performance.now() - began;
}

const inService = (store: Store) =>
  expect.poll(() => store.health().then(() => 'up', String), { timeout: 10_000 }).toBe('up');

describe.runIf(ownServer !== undefined)('a database server', { timeout: 60_000 }, () => {
  it('that was stopped fails every verb at once, until it is back', async () => {
    const [store, other] = [await open(), await open()];
    await store.insert('note', 'kept', { value: 1 });
    await server.stop();
    await other.close();
    expect(await unavailable(everyVerb(store, 'a'))).toBeLessThan(1_000);
    await expect(openStore({ url: server.url, clock: Date.now })).rejects.toThrow(StoreUnavailable);
    await server.start();
    await inService(store);
    expect((await store.get('note', 'kept'))?.value).toBe(1);
    expect(await store.insert('note', 'after', { value: 1 })).toBe(true);
  });

  it('that crashed has kept all that it acknowledged, indexes too', async () => {
    const store = await open();
    const kept = new Set<string>();
    let crash: Promise<void> | undefined;
    const writers = ['first', 'second', 'third'].map(async (name) => {
      for (let n = 0; ; n += 1) {
        await store.insert('grant', `${name}-${n}`, { value: n, userId: 'ann' });
        kept.add(`${name}-${n}`);
        if (kept.size === 200) crash = server.crash();
      }
    });
    await unavailable(writers);
    await crash;
    await server.start();
    await inService(store);
    const found = await store.find('grant', { userId: 'ann', limit: 10_000 });
    expect(found.map(({ id }) => id)).toEqual(expect.arrayContaining([...kept]));
    for (const id of kept) expect(await store.get('grant', id)).toBeDefined();
  });

  it.runIf(process.platform !== 'win32')(
    'that froze holds up no close and fails every verb in time, until it goes on',
    async () => {
      const [store, other] = [await open(), await open()];
      await Promise.allSettled([...everyVerb(store, 'before'), other.health()]);
      const thaw = await server.freeze();
      onTestFinished(thaw);
      const began = performance.now();
      await other.close();
      expect(performance.now() - began).toBeLessThan(3_000);
      expect(await unavailable(everyVerb(store, 'during'))).toBeLessThan(6_000);
      thaw();
      await inService(store);
      await Promise.all(everyVerb(store, 'after'));
    },
  );
});
