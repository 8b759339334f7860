/** Where the database is, in a private file. */
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { StoreUnavailable, StoreUnfit } from './contract.js';

/**
 * The path that a `DATABASE_URL` names.
 *
 * @param url `file:data/mcp.db` (relative to the working directory) or `file:/var/lib/mcp/mcp.db`
 * @returns the absolute path
 * @throws StoreUnfit if it has another form; the message does not repeat it, since it may hold a password
 */
export function databasePath(url: string): string {
  const path = /^file:(?!\/\/|:)([^?#\0]*[^?#\0/])$/.exec(url)?.[1];
  if (path === undefined) {
    throw new StoreUnfit(
      'DATABASE_URL must name a SQLite file, as in "file:data/mcp.db" or "file:/var/lib/mcp/mcp.db".',
    );
  }
  return resolve(path);
}

/**
 * Makes the folder (mode 0700) and the file (mode 0600) if they are absent; what exists is left as
 * it is. `-wal` and `-shm` get the mode of the file.
 *
 * @throws StoreUnavailable when the folder or the file cannot be made
 */
export function makePrivateFile(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    // `wx` never opens an existing file: closing a second descriptor of a database would drop the
    // locks that this process holds on it (sqlite.org/howtocorrupt.html section 2.2).
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
    throw new StoreUnavailable('The database file cannot be made.', { cause: error });
  }
}
