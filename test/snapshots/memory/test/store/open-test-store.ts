/** An empty store in memory for each test. */
import type { Store } from '../../src/store/contract.js';
import { openStore } from '../../src/store/index.js';
import type { StartServer } from './test-server.js';

/** Whether another process can open a store by its URL. */
export const acrossProcesses: boolean = false;

/** Memory has none that tests could break. */
export const ownServer: StartServer | undefined = undefined;

/** `close` ends the store; `url` is for others. */
export async function openTestStore(options: {
  clock: () => number;
}): Promise<{ store: Store; url: string; close(): Promise<void> }> {
  const url = 'memory:';
  const store = await openStore({ url, clock: options.clock });
  return { store, url, close: () => store.close() };
}
