// The databases that a bench runs on: one row for each storage.
import { join } from 'node:path';
import type { Variant } from '../../src/answers/schema.js';

export interface Database {
  /** What the server is told. */
  readonly env: NodeJS.ProcessEnv;
  readonly close: () => Promise<void>;
}

/** By storage: a fresh database for one subject. */
export const databases: Readonly<
  Partial<Record<Variant['storage'], (folder: string) => Promise<Database>>>
> = {
  sqlite: async (folder) => ({
    env: { DATABASE_URL: `file:${join(folder, 'bench.db')}` },
    close: async () => undefined,
  }),
};
