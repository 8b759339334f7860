/** Before all tests: one Redis server for the whole run. */
import { randomBytes } from 'node:crypto';
import type { TestProject } from 'vitest/node';
import { deleteKeys } from './delete-keys.js';
import { startServer } from './start-server.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** A server on which tests make keys. */
    databaseUrl: string;
    /** What the names of their keys begin with. */
    runPrefix: string;
  }
}

/**
 * Takes what `TEST_REDIS_URL` names, or else starts a server.
 *
 * @returns what is to be called after all tests
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_REDIS_URL'];
  const prefix = `test-${randomBytes(6).toString('hex')}:`;
  project.provide('runPrefix', prefix);
  if (given !== undefined && given !== '') {
    project.provide('databaseUrl', given);
    return () => deleteKeys(given, prefix);
  }
  const { url, close } = await startServer(project.getProvidedContext().programs);
  project.provide('databaseUrl', url);
  return close;
}
