// The database of a started project, where its storage is a server.
import type { Variant } from '../../../src/answers/schema.js';
import { startServer as startPostgres } from '../../../templates/storage/postgres/files/test/store/start-server.js';
import { startServer as startRedis } from '../../../templates/storage/redis/files/test/store/start-server.js';

export interface Database {
  /** What the project must be told. */
  readonly env: NodeJS.ProcessEnv;
  readonly close: () => Promise<void>;
}

const none: Database = { env: {}, close: async () => undefined };

/** The servers are those that the projects' own tests start. */
const open: Readonly<Record<Variant['storage'], () => Promise<Database>>> = {
  sqlite: async () => none,
  memory: async () => none,
  postgres: async () => served(await startPostgres()),
  redis: async () => served(await startRedis()),
};

/** @throws Error that says how to provide a server if none can be had */
export function openDatabase(storage: Variant['storage']): Promise<Database> {
  return open[storage]();
}

function served({ url, close }: { url: string; close: () => Promise<void> }): Database {
  return { env: { DATABASE_URL: url }, close };
}
