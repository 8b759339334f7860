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
  : () => startServer(inject('programs'));

// The connections on which this process makes and drops schemas; they keep no process alive.
let pool: Pool | undefined;
function schemas(): Pool {
  pool ??= new Pool({ connectionString: inject('databaseUrl'), max: 2, allowExitOnIdle: true });
  return pool;
}

/** Schemas with the tables of a store, all of them empty: closed stores leave them to the next. */
const emptied: string[] = [];

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
  const schema = emptied.pop() ?? (await createSchema());
  const url = urlOf(schema);
  const store = await openStore({ url, clock: options.clock });
  return {
    store,
    url,
    async close() {
      await store.close();
      emptied.push(await empty(schema));
    },
  };
}

/** An empty schema, and the URL by which everything that is made and found is in it. */
export async function makeSchema(): Promise<{ url: string; drop(): Promise<void> }> {
  const schema = await createSchema();
  return {
    url: urlOf(schema),
    drop: async () => {
      await schemas().query(`DROP SCHEMA ${schema} CASCADE`);
    },
  };
}

async function createSchema(): Promise<string> {
  const schema = newName();
  await schemas().query(`CREATE SCHEMA ${schema}`);
  return schema;
}

/**
 * Deletes every row, which costs a tenth of what new tables cost. Whatever is still under way is waited
 * for; then the schema gets another name, so that nobody who knew the old one writes to it later.
 *
 * @returns the new name
 */
async function empty(schema: string): Promise<string> {
  const name = newName();
  // A large table is made anew: deleted rows stay in it, to be read past by all who come later.
  await schemas().query(`DO $$
    DECLARE t regclass;
    BEGIN
      FOR t IN SELECT oid FROM pg_class WHERE relnamespace = '${schema}'::regnamespace
        AND relkind = 'r' AND relname <> 'mcp_migration'
      LOOP
        EXECUTE format('LOCK TABLE %s', t);
        EXECUTE format(
          CASE WHEN pg_table_size(t) < 1000000 THEN 'DELETE FROM %s' ELSE 'TRUNCATE %s' END, t);
      END LOOP;
      ALTER SCHEMA ${schema} RENAME TO ${name};
    END $$`);
  return name;
}

function newName(): string {
  return `${inject('schemaPrefix')}${randomBytes(6).toString('hex')}`;
}

function urlOf(schema: string): string {
  const url = new URL(inject('databaseUrl'));
  url.searchParams.set('options', `-c search_path=${schema}`);
  return url.href;
}
