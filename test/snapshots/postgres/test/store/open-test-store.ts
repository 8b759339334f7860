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

/** A database server that tests may break: not the one that `TEST_DATABASE_URL` names. */
export const ownServer: StartServer | undefined = process.env['TEST_DATABASE_URL']
  ? undefined
  : () => startServer(inject('programs'));

let pool: Pool | undefined;
function schemas(): Pool {
  pool ??= new Pool({ connectionString: inject('databaseUrl'), max: 2, allowExitOnIdle: true });
  return pool;
}

/** Schemas for the next stores. */
const emptied: string[] = [];

/**
 * Opens an empty store that no other test sees.
 *
 * @param options `clock` as in `StoreOptions`.
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

/** An empty schema, by its URL. */
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
 * Deletes every row, which is faster than new tables. What is under way is waited for; late writes miss
 * the schema, since its name changes.
 *
 * @returns the new name
 */
async function empty(schema: string): Promise<string> {
  const name = newName();
  // A large table is made anew, since deleted rows stay in it.
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

/** The same database with a further setting. */
export function withSetting(url: string, setting: string): string {
  const changed = new URL(url);
  const options = changed.searchParams.get('options') ?? '';
  changed.searchParams.set('options', `${options} -c ${setting}`);
  return changed.href;
}

function urlOf(schema: string): string {
  return withSetting(inject('databaseUrl'), `search_path=${schema}`);
}
