/** An empty store of its own for each test: here, a prefix on the server of the test run. */
import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import type { Store } from '../../src/store/contract.js';
import { openStore } from '../../src/store/index.js';
import { startServer } from './start-server.js';
import type { StartServer } from './test-server.js';

/** Whether another process can open the same store by its URL. */
export const acrossProcesses: boolean = true;

/** A database server that tests may break: not the one that `TEST_REDIS_URL` names. */
export const ownServer: StartServer | undefined = process.env['TEST_REDIS_URL']
  ? undefined
  : () => startServer(inject('programs'));

/** The URL of an empty store. */
export function newStoreUrl(): string {
  const url = new URL(inject('databaseUrl'));
  url.searchParams.set('prefix', `${inject('runPrefix')}${randomBytes(6).toString('hex')}:`);
  return url.href;
}

/**
 * Opens an empty store that no other test sees.
 *
 * @param options `clock` as in `StoreOptions`.
 */
export async function openTestStore(options: {
  clock: () => number;
}): Promise<{ store: Store; url: string; close(): Promise<void> }> {
  const url = newStoreUrl();
  const store = await openStore({ url, clock: options.clock });
  return { store, url, close: () => store.close() };
}
