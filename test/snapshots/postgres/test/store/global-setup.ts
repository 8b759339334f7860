/** Before all tests: one PostgreSQL server for the whole run. */
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { startServer } from './start-server.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** A database in which tests make schemas. */
    databaseUrl: string;
    /** What the names of their schemas begin with. */
    schemaPrefix: string;
  }
}

/**
 * Takes what `TEST_DATABASE_URL` names, or else starts a server.
 *
 * @returns what is to be called after all tests
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL'];
  const prefix = `test_${randomBytes(6).toString('hex')}_`;
  project.provide('schemaPrefix', prefix);
  if (given !== undefined && given !== '') {
    project.provide('databaseUrl', given);
    return () => dropSchemas(given, prefix);
  }
  const { url, close } = await startServer(project.getProvidedContext().programs);
  project.provide('databaseUrl', url);
  return close;
}

/** Those of tests that could not drop theirs by themselves. */
async function dropSchemas(url: string, prefix: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const names = 'SELECT nspname AS name FROM pg_namespace WHERE starts_with(nspname, $1)';
  for (const { name } of (await client.query(names, [prefix])).rows) {
    await client.query(`DROP SCHEMA ${client.escapeIdentifier(name)} CASCADE`);
  }
  await client.end();
}
