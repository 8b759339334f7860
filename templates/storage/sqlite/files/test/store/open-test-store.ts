/** A database file in a fresh temporary folder for each test. */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { Store } from '../../src/store/contract.js';
import { openStore } from '../../src/store/index.js';
import type { StartServer } from './test-server.js';

/** Whether another process can open a store by its URL. */
export const acrossProcesses: boolean = true;

/** SQLite has none that tests could break. */
export const ownServer: StartServer | undefined = undefined;

/** `close` deletes the data; `url` opens it again, here or elsewhere. */
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
