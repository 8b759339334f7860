/** `DATABASE_URL` for this storage layer. */

/** The database that `docs/storage.md` starts for developers. */
export const defaultDatabaseUrl = 'postgres://mcp:mcp@localhost:5432/mcp';

/** Ends the sentence "DATABASE_URL must be …". */
export const expectedDatabaseUrl =
  'a PostgreSQL database such as "postgres://user:password@host:5432/database?sslmode=verify-full"';

/** Whether `openStore` can work with it; opens nothing. */
export function isDatabaseUrl(url: string): boolean {
  // Without a database, the driver would take the user's name.
  return /^postgres(ql)?:\/\/[^#\s]*$/.test(url) && URL.canParse(url) && hasDatabase(new URL(url));
}

function hasDatabase({ pathname }: URL): boolean {
  return /^\/[^/]+$/.test(pathname);
}
