/** The schema as a list of steps. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { StoreUnfit } from './contract.js';

/**
 * Step n makes version n of the schema. A step that was released is never edited or removed.
 *
 * Ids are BLOB: the driver cuts TEXT at a NUL, which would make two ids one, and BLOB
 * compares in byte order. JSON text holds no NUL (RFC 8259 section 7).
 */
const STEPS: readonly string[] = [
  `CREATE TABLE record (
     kind TEXT NOT NULL,
     id BLOB NOT NULL,
     version INTEGER NOT NULL,
     value TEXT NOT NULL,
     user_id BLOB,
     client_id BLOB,
     expires_at INTEGER,
     PRIMARY KEY (kind, id)
   ) STRICT;
   CREATE INDEX record_by_user ON record (kind, user_id, id) WHERE user_id IS NOT NULL;
   CREATE INDEX record_by_client ON record (kind, client_id, id) WHERE client_id IS NOT NULL;
   CREATE INDEX record_by_expiry ON record (expires_at) WHERE expires_at IS NOT NULL;
   CREATE TABLE counter (
     id BLOB NOT NULL PRIMARY KEY,
     total INTEGER NOT NULL,
     expires_at INTEGER NOT NULL
   ) STRICT;
   CREATE INDEX counter_by_expiry ON counter (expires_at);`,
];

/**
 * Applies the steps that the file has not seen, all or none, under the write lock: of several
 * processes that start together one migrates.
 *
 * @throws StoreUnfit when the file was written by a newer version of this project
 */
export function migrate(database: DatabaseSyncInstance): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    const { user_version: version } = database.prepare('PRAGMA user_version').get() as {
      user_version: number;
    };
    if (version > STEPS.length) {
      throw new StoreUnfit(
        `The database has schema version ${version}; this program knows versions up to ${STEPS.length}. Start the newer program, or restore a backup made before the upgrade.`,
      );
    }
    for (const step of STEPS.slice(version)) database.exec(step);
    database.exec(`PRAGMA user_version = ${STEPS.length}`);
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
