/** One connection to the database file, set up so that an acknowledged write survives a crash. */
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { migrate } from './migrations.js';
import { prepareStatements, type Statements } from './statements.js';

/** An open database. */
export interface Connection {
  database: DatabaseSyncInstance;
  statements: Statements;
}

/**
 * Opens the file and brings its schema up to date.
 *
 * @param path absolute path of an existing file, which may be empty
 * @throws the driver's error, for example while another process holds the lock
 */
export function connect(path: string): Connection {
  // While the driver waits for a lock, it holds up every request: `patience.ts` waits instead.
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
