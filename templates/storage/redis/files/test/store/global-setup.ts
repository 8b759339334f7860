/** One Redis server for the whole run. */
import { randomBytes } from 'node:crypto';
import type { TestProject } from 'vitest/node';
import { deleteKeys } from './delete-keys.js';
import { startServer } from './start-server.js';

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string;
    runPrefix: string;
  }
}

/** Takes the server of `TEST_REDIS_URL`, or starts one; the result ends it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_REDIS_URL'];
  const prefix = `test-${randomBytes(6).toString('hex')}:`;
  project.provide('runPrefix', prefix);
  if (given !== undefined && given !== '') {
    project.provide('databaseUrl', given);
    return () => deleteKeys(given, prefix);
  }
  const { url, close } = await startServer();
  project.provide('databaseUrl', url);
  return close;
}
