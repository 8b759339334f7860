// The database of a started project, where its storage is a server.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Variant } from '../../../src/answers/schema.js';
import { repository } from '../environment.js';

export interface Database {
  /** What the project must be told. */
  readonly env: NodeJS.ProcessEnv;
  readonly close: () => Promise<void>;
}

/** What the tests of a storage layer start, where they need a server. */
interface ServerOfLayer {
  readonly startServer: () => Promise<{
    readonly url: string;
    readonly close: () => Promise<void>;
  }>;
}

/** @throws Error that says how to provide a server if none can be had */
export async function openDatabase(storage: Variant['storage']): Promise<Database> {
  const layer = join(repository, 'templates', 'storage', storage);
  const file = join(layer, 'files', 'test', 'store', 'start-server.ts');
  if (!existsSync(file)) return { env: {}, close: async () => undefined };
  const { startServer } = (await import(pathToFileURL(file).href)) as ServerOfLayer;
  const { url, close } = await startServer();
  return { env: { DATABASE_URL: url }, close };
}
