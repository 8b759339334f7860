/** An empty prefix on the server of the run for each test. */
import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import type { Store } from '../../src/store/contract.js';
import { openStore } from '../../src/store/index.js';
import { startServer } from './start-server.js';
import type { StartServer } from './test-server.js';

/** Whether another process can open a store by its URL. */
export const acrossProcesses: boolean = true;

/** Tests may break it: never the one of `TEST_REDIS_URL`. */
export const ownServer: StartServer | undefined = process.env['TEST_REDIS_URL']
  ? undefined
  : () => startServer();

/** Of an unused store; its data goes with the server, or after the run. */
export function newStoreUrl(): string {
  const url = new URL(inject('databaseUrl'));
  url.searchParams.set('prefix', `${inject('runPrefix')}${randomBytes(6).toString('hex')}:`);
  return url.href;
}

/** `close` ends the store; `url` opens it again, here or elsewhere. */
export async function openTestStore(options: {
  clock: () => number;
}): Promise<{ store: Store; url: string; close(): Promise<void> }> {
  const url = newStoreUrl();
  const store = await openStore({ url, clock: options.clock });
  return { store, url, close: () => store.close() };
}
