/** `DATABASE_URL` as this storage layer wants it. */

/** Used when the variable is absent. */
export const defaultDatabaseUrl = 'memory:';

/** Ends the sentence "DATABASE_URL must be …". */
export const expectedDatabaseUrl = '"memory:", or absent';

/** Whether `openStore` can work with the URL. */
export function isDatabaseUrl(url: string): boolean {
  return url === defaultDatabaseUrl;
}
