/** An empty store of its own for each test: here, a schema in the database of the test run. */
import { randomBytes } from 'node:crypto';
import { Pool } from 'pg';
import { inject } from 'vitest';
import type { Store } from '../../src/store/contract.js';
import { openStore } from '../../src/store/index.js';
import { startServer } from './start-server.js';
import type { StartServer } from './test-server.js';

/** Whether another process can open the same store by its URL. */
export const acrossProcesses: boolean = true;

/** A server that tests may break: never the one that `TEST_DATABASE_URL` names. */
export const ownServer: StartServer | undefined = process.env['TEST_DATABASE_URL']
  ? undefined
  : startServer;

// The connections on which this process makes and drops schemas; they keep no process alive.
let pool: Pool | undefined;
function schemas(): Pool {
  pool ??= new Pool({ connectionString: inject('databaseUrl'), max: 2, allowExitOnIdle: true });
  return pool;
}

/**
 * Opens an empty store that no other test sees.
 *
 * @param options `clock` as in `StoreOptions`.
 * @returns the store; its URL, for `openStore` in this or another process; and `close`, which
 *   closes the store and deletes its data.
 */
export async function openTestStore(options: {
  clock: () => number;
}): Promise<{ store: Store; url: string; close(): Promise<void> }> {
  const { url, drop } = await makeSchema();
  const store = await openStore({ url, clock: options.clock });
  return {
    store,
    url,
    async close() {
      await store.close();
      await drop();
    },
  };
}

/** An empty schema, and the URL by which everything that is made and found is in it. */
export async function makeSchema(): Promise<{ url: string; drop(): Promise<void> }> {
  const schema = `${inject('schemaPrefix')}${randomBytes(6).toString('hex')}`;
  await schemas().query(`CREATE SCHEMA ${schema}`);
  const url = new URL(inject('databaseUrl'));
  url.searchParams.set('options', `-c search_path=${schema}`);
  return {
    url: url.href,
    drop: async () => {
      await schemas().query(`DROP SCHEMA ${schema} CASCADE`);
    },
  };
}
