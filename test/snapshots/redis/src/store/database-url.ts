/** `DATABASE_URL` as this storage layer wants it. */

/** Used when the variable is absent. */
export const defaultDatabaseUrl = 'redis://localhost:6379';

/** Ends the sentence "DATABASE_URL must be …". */
export const expectedDatabaseUrl =
  'a Redis or Valkey server such as "rediss://user:password@host:6379/0?prefix=mcp:"';

/** Whether `openStore` can work with the URL; opens and makes nothing. */
export function isDatabaseUrl(url: string): boolean {
  return databaseLocation(url) !== undefined;
}

/** A server, and what the names of all keys begin with. */
export interface DatabaseLocation {
  server: string;
  prefix: string;
}

/**
 * The parts of a `DATABASE_URL`.
 *
 * @returns `undefined` if it has another form
 */
export function databaseLocation(url: string): DatabaseLocation | undefined {
  if (!/^rediss?:\/\/[^#\s]+$/.test(url) || !URL.canParse(url)) return undefined;
  const server = new URL(url);
  const { prefix = 'mcp:', ...others } = Object.fromEntries(server.searchParams);
  if (Object.keys(others).length > 0 || !/^[\w:.-]{1,100}$/.test(prefix)) return undefined;
  if (server.hostname === '' || !/^(\/\d*)?$/.test(server.pathname)) return undefined;
  server.search = '';
  return { server: server.href, prefix };
}
