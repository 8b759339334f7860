/** `DATABASE_URL` as this storage layer wants it. */
import { databasePath } from './location.js';

/** Used when the variable is absent; relative to the working directory. */
export const defaultDatabaseUrl = 'file:data/mcp.db';

/** Ends the sentence "DATABASE_URL must be …". */
export const expectedDatabaseUrl =
  'a SQLite file such as "file:data/mcp.db" or "file:/var/lib/mcp/mcp.db"';

/** Whether `openStore` can work with the URL; opens and makes nothing. */
export function isDatabaseUrl(url: string): boolean {
  try {
    return databasePath(url) !== '';
  } catch {
    return false;
  }
}
