/** One PostgreSQL server for the whole run. */
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { startServer } from './start-server.js';

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string;
    schemaPrefix: string;
  }
}

/** Takes the database of `TEST_DATABASE_URL`, or starts a server; the result ends it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL'];
  const prefix = `test_${randomBytes(6).toString('hex')}_`;
  project.provide('schemaPrefix', prefix);
  if (given !== undefined && given !== '') {
    project.provide('databaseUrl', given);
    return () => dropSchemas(given, prefix);
  }
  const { url, close } = await startServer();
  project.provide('databaseUrl', url);
  return close;
}

/** That tests could not drop by themselves. */
async function dropSchemas(url: string, prefix: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const names = 'SELECT nspname AS name FROM pg_namespace WHERE starts_with(nspname, $1)';
  for (const { name } of (await client.query(names, [prefix])).rows) {
    await client.query(`DROP SCHEMA ${client.escapeIdentifier(name)} CASCADE`);
  }
  await client.end();
}
