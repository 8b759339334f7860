/** One connection to the database file; an acknowledged write survives a crash. */
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { migrate } from './migrations.js';
import { prepareStatements, type Statements } from './statements.js';

export interface Connection {
  database: DatabaseSyncInstance;
  statements: Statements;
}

/**
 * Brings the schema up to date.
 *
 * @param path absolute, of an existing file (it may be empty)
 * @throws the driver's error, for example while another process holds the lock; nothing stays open
 */
export function connect(path: string): Connection {
  // The driver is synchronous: waiting for a lock would hold up every request. `patience.ts` tries
  // again instead.
  const database = new DatabaseSync(path, { timeout: 0, defensive: true });
  try {
    database.exec('PRAGMA journal_mode = WAL');
    // The driver's build opens a WAL file with NORMAL, which may lose the last commits when the
    // power fails (sqlite.org/pragma.html#pragma_synchronous).
    database.exec('PRAGMA synchronous = FULL');
    migrate(database);
    return { database, statements: prepareStatements(database) };
  } catch (error) {
    database.close();
    throw error;
  }
}
