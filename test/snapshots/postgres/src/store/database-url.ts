/** `DATABASE_URL` as this storage layer wants it. */

/** Used when the variable is absent. */
export const defaultDatabaseUrl = 'postgres://mcp:mcp@localhost:5432/mcp';

/** Ends the sentence "DATABASE_URL must be …". */
export const expectedDatabaseUrl =
  'a PostgreSQL database such as "postgres://user:password@host:5432/database?sslmode=verify-full"';

/** Whether `openStore` can work with the URL; opens and makes nothing. */
export function isDatabaseUrl(url: string): boolean {
  if (!/^postgres(ql)?:\/\/[^#\s]*$/.test(url) || !URL.canParse(url)) return false;
  // For a database that is not named, the driver takes the user's name.
  return /^\/[^/]+$/.test(new URL(url).pathname);
}
