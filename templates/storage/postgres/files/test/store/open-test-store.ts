/** An empty schema in the database of the run for each test. */
import { randomBytes } from 'node:crypto';
import { Pool } from 'pg';
import { inject } from 'vitest';
import type { Store } from '../../src/store/contract.js';
import { openStore } from '../../src/store/index.js';
import { startServer } from './start-server.js';
import type { StartServer } from './test-server.js';

/** Whether another process can open a store by its URL. */
export const acrossProcesses: boolean = true;

/** Tests may break it: never the one of `TEST_DATABASE_URL`. */
export const ownServer: StartServer | undefined = process.env['TEST_DATABASE_URL']
  ? undefined
  : startServer;

// For schemas; it keeps no process alive.
let pool: Pool | undefined;
function schemas(): Pool {
  pool ??= new Pool({ connectionString: inject('databaseUrl'), max: 2, allowExitOnIdle: true });
  return pool;
}

/** `close` deletes the data; `url` opens it again, here or elsewhere. */
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

/** By the URL, everything is made and found in it. */
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
