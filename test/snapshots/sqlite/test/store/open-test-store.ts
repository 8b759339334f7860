/** An empty store of its own for each test: here, a database file in a fresh temporary folder. */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { Store } from '../../src/store/contract.js';
import { openStore } from '../../src/store/index.js';
import type { StartServer } from './test-server.js';

/** Whether another process can open the same store by its URL. */
export const acrossProcesses: boolean = true;

/** A database server that tests may break: SQLite has none. */
export const ownServer: StartServer | undefined = undefined;

/**
 * Opens an empty store that no other test sees.
 *
 * @param options `clock` as in `StoreOptions`.
 */
export async function openTestStore(options: {
  clock: () => number;
}): Promise<{ store: Store; url: string; close(): Promise<void> }> {
  const folder = await mkdtemp(join(inject('storeFolder'), 'store-'));
  const url = `file:${join(folder, 'test.db')}`;
  const store = await openStore({ url, clock: options.clock });
  return {
    store,
    url,
    async close() {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}
