/** An empty store of its own for each test: here, in memory. */
import type { Store } from '../../src/store/contract.js';
import { openStore } from '../../src/store/index.js';
import type { StartServer } from './test-server.js';

/** Whether another process can open the same store by its URL. */
export const acrossProcesses: boolean = false;

/** A database server that tests may break: memory has none. */
export const ownServer: StartServer | undefined = undefined;

/**
 * Opens an empty store that no other test sees.
 *
 * @param options `clock` as in `StoreOptions`.
 */
export async function openTestStore(options: {
  clock: () => number;
}): Promise<{ store: Store; url: string; close(): Promise<void> }> {
  const url = 'memory:';
  const store = await openStore({ url, clock: options.clock });
  return { store, url, close: () => store.close() };
}
