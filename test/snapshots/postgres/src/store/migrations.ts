/** The schema as a list of steps. */
import type { ClientBase } from 'pg';
import { StoreUnfit } from './contract.js';

/**
 * Step n makes version n of the schema. A step that was released is never edited or removed, and the
 * program before it works on its result until it is replaced.
 *
 * Ids are bytea, which holds every string and compares in byte order. Values are text: jsonb has no
 * NUL, and changes numbers. "C" is an order that no update of the operating system changes.
 */
const STEPS: readonly string[] = [
  `CREATE TABLE mcp_record (
     kind text COLLATE "C" NOT NULL,
     id bytea NOT NULL,
     version bigint NOT NULL,
     value text NOT NULL,
     user_id bytea,
     client_id bytea,
     expires_at bigint,
     PRIMARY KEY (kind, id)
   );
   CREATE INDEX mcp_record_by_user ON mcp_record (kind, user_id, id) WHERE user_id IS NOT NULL;
   CREATE INDEX mcp_record_by_client ON mcp_record (kind, client_id, id) WHERE client_id IS NOT NULL;
   CREATE INDEX mcp_record_by_expiry ON mcp_record (expires_at) WHERE expires_at IS NOT NULL;
   CREATE TABLE mcp_counter (
     id bytea NOT NULL PRIMARY KEY,
     total bigint NOT NULL,
     expires_at bigint NOT NULL
   );
   CREATE INDEX mcp_counter_by_expiry ON mcp_counter (expires_at);`,
];

/** Any number that no other program locks. */
const LOCK = '7882833619325';

/**
 * Applies the steps that the database has not seen, all or none, under a lock: of several processes
 * that start together one migrates. A database that is up to date is only read, so its user needs no
 * right to create anything.
 *
 * @throws StoreUnfit when the database was written by a newer version of this project
 */
export async function migrate(client: ClientBase): Promise<void> {
  if ((await versionOf(client)) === STEPS.length) return;
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await client.query(`CREATE TABLE IF NOT EXISTS mcp_migration (
      version integer PRIMARY KEY,
      applied_at timestamptz NOT NULL DEFAULT now()
    )`);
    for (let version = await versionOf(client); version < STEPS.length; version += 1) {
      await client.query(STEPS[version] ?? '');
      await client.query('INSERT INTO mcp_migration (version) VALUES ($1)', [version + 1]);
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** The version of the schema; 0 for an empty database. */
async function versionOf(client: ClientBase): Promise<number> {
  const found = await client.query("SELECT to_regclass('mcp_migration') IS NOT NULL AS known");
  if (!found.rows[0].known) return 0;
  const { rows } = await client.query('SELECT max(version) AS version FROM mcp_migration');
  const version: number = rows[0].version ?? 0;
  if (version <= STEPS.length) return version;
  throw new StoreUnfit(
    `The database has schema version ${version}; this program knows versions up to ${STEPS.length}. Start the newer program, or restore a backup made before the upgrade.`,
  );
}
