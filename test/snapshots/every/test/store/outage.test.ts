/** A database server that is away or frozen: callers hear of it in time, and it heals by itself. */
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

/** Milliseconds until each of them had said that the database cannot be used. */
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
  it('that was stopped fails every verb at once; the same store goes on when it is back', async () => {
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

  it('that crashed has kept all that it acknowledged, and the indexes agree', async () => {
    const store = await open();
    const kept = new Set<string>();
    let crash: Promise<void> | undefined;
    const writers = ['ann', 'bob', 'eve', 'joe'].map(async (userId) => {
      for (let n = 0; ; n += 1) {
        await store.insert('grant', `${userId}-${n}`, { value: n, userId });
        kept.add(`${userId}-${n}`);
        if (kept.size === 200) crash = server.crash();
      }
    });
    for (const outcome of await Promise.allSettled(writers)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'StoreUnavailable' } });
    }
    await crash;
    await server.start();
    await inService(store);
    const pages = ['ann', 'bob', 'eve', 'joe'].map((userId) =>
      store.find('grant', { userId, limit: 10_000 }),
    );
    const found = new Set((await Promise.all(pages)).flat().map(({ id }) => id));
    expect([...kept].filter((id) => !found.has(id))).toEqual([]);
    for (const id of kept) expect(await store.get('grant', id)).toBeDefined();
  });

  it.runIf(process.platform !== 'win32')(
    'that froze fails every verb in five seconds; the same store goes on when it thaws',
    async () => {
      const store = await open();
      await Promise.allSettled(everyVerb(store, 'before'));
      const thaw = await server.freeze();
      onTestFinished(thaw);
      expect(await unavailable(everyVerb(store, 'during'))).toBeLessThan(6_000);
      thaw();
      await inService(store);
      await Promise.all(everyVerb(store, 'after'));
    },
  );

  it.runIf(process.platform !== 'win32')(
    'that froze holds nobody up who closes the store',
    async () => {
      const store = await open();
      await store.health();
      onTestFinished(await server.freeze());
      const began = performance.now();
      await store.close();
      expect(performance.now() - began).toBeLessThan(3_000);
    },
  );
});
