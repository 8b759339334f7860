/** `DATABASE_URL` as this storage layer wants it: what the configuration asks before anything opens. */

/** Used when the variable is absent: the database that `docs/storage.md` starts for developers. */
export const defaultDatabaseUrl = 'postgres://mcp:mcp@localhost:5432/mcp';

/** Ends the sentence "DATABASE_URL must be …". */
export const expectedDatabaseUrl =
  'a PostgreSQL database such as "postgres://user:password@host:5432/database?sslmode=verify-full"';

/** Whether `openStore` can work with the URL; opens and makes nothing. */
export function isDatabaseUrl(url: string): boolean {
  // The driver would take the user's name for that of a database that is not named.
  return /^postgres(ql)?:\/\/[^#\s]*$/.test(url) && URL.canParse(url) && hasDatabase(new URL(url));
}

function hasDatabase({ pathname }: URL): boolean {
  return /^\/[^/]+$/.test(pathname);
}
