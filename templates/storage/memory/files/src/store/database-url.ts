/** `DATABASE_URL` for this storage layer. */

export const defaultDatabaseUrl = 'memory:';

/** Ends the sentence "DATABASE_URL must be …". */
export const expectedDatabaseUrl = '"memory:", or absent';

/** Whether `openStore` can work with it. */
export function isDatabaseUrl(url: string): boolean {
  return url === defaultDatabaseUrl;
}
