// The database of a started project, where its storage is a server.
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client } from 'pg';
import type { Variant } from '../../../src/answers/schema.js';
import { repository } from '../environment.js';

export interface Database {
  /** What the project must be told. */
  readonly env: NodeJS.ProcessEnv;
  readonly close: () => Promise<void>;
}

type Storage = Variant['storage'];

/** What the tests of a storage layer start, where they need a server. */
interface ServerOfLayer {
  readonly startServer: () => Promise<Server>;
}

interface Server {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * A server of its own.
 *
 * @throws Error that says how to provide one if none can be had
 */
export async function openDatabase(storage: Storage): Promise<Database> {
  const server = await startServerOf(storage);
  if (server === undefined) return { env: {}, close: async () => undefined };
  return { env: { DATABASE_URL: server.url }, close: server.close };
}

/** Databases on one server for each storage, which starts when it is first needed. */
export interface Databases {
  /**
   * One that nobody has used.
   *
   * @returns what the project must be told
   * @throws Error that says how to provide a server if none can be had
   */
  readonly fresh: (storage: Storage) => Promise<NodeJS.ProcessEnv>;
  /** Ends the servers; all of their data is gone. */
  readonly close: () => Promise<void>;
}

export function createDatabases(): Databases {
  const servers = new Map<Storage, Promise<Server | undefined>>();
  return {
    async fresh(storage) {
      const starting = servers.get(storage) ?? startServerOf(storage);
      servers.set(storage, starting);
      const server = await starting;
      return server === undefined ? {} : { DATABASE_URL: await unusedOn(server.url) };
    },
    async close() {
      // One that did not start was told of where it was needed.
      const started = await Promise.allSettled(servers.values());
      const running = started.flatMap((it) => (it.status === 'fulfilled' ? (it.value ?? []) : []));
      await Promise.all(running.map((server) => server.close()));
    },
  };
}

async function startServerOf(storage: Storage): Promise<Server | undefined> {
  const layer = join(repository, 'templates', 'storage', storage);
  const file = join(layer, 'files', 'test', 'store', 'start-server.ts');
  if (!existsSync(file)) return undefined;
  const { startServer } = (await import(pathToFileURL(file).href)) as ServerOfLayer;
  return startServer();
}

/** @returns the URL of an empty database on the server */
async function unusedOn(server: string): Promise<string> {
  const url = new URL(server);
  const name = `project_${randomBytes(6).toString('hex')}`;
  if (url.protocol === 'redis:') {
    url.searchParams.set('prefix', `${name}:`);
    return url.href;
  }
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`).finally(() => client.end());
  url.pathname = `/${name}`;
  return url.href;
}
