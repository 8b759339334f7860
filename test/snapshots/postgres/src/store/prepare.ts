/** What is done when the store is opened. */
import { Client, DatabaseError } from 'pg';
import { StoreUnfit } from './contract.js';
import { storeError } from './failure.js';
import { migrate } from './migrations.js';
import { connectionOptions } from './pool.js';

/** Who is to hear of what. */
interface Attention {
  production: boolean;
  warn: (sentence: string) => void;
}

/**
 * Connects, looks whether the database keeps what it is given, and brings its schema up to date.
 *
 * @throws StoreUnavailable when it cannot be reached
 * @throws StoreUnfit when it must not be used as it is
 */
export async function prepareDatabase(url: string, attention: Attention): Promise<void> {
  // Without a limit: a migration may take long.
  const client = new Client(connectionOptions(url));
  client.on('error', () => undefined);
  try {
    await client.connect();
    await checkSettings(client, attention);
    await migrate(client);
  } catch (error) {
    throw unfit(error) ?? storeError(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function checkSettings(client: Client, { production, warn }: Attention): Promise<void> {
  const { rows } = await client.query(`SELECT
    current_setting('server_encoding') AS encoding,
    current_setting('synchronous_commit') AS synchronous,
    current_setting('fsync') AS fsync`);
  const { encoding, synchronous, fsync } = rows[0];
  if (encoding !== 'UTF8') {
    throw new StoreUnfit(
      `The database's encoding is ${encoding}, which cannot hold every text. Make one with: CREATE DATABASE name ENCODING 'UTF8' TEMPLATE template0`,
    );
  }
  if (synchronous === 'off') {
    const sentence =
      'PostgreSQL acknowledges writes before they are safe: a crash may bring revoked grants back to life. Set synchronous_commit = on for this database and user.';
    if (production) throw new StoreUnfit(sentence);
    warn(sentence);
  }
  if (fsync === 'off') {
    warn('PostgreSQL runs with fsync = off: a power cut may destroy the database.');
  }
}

// It may not make tables, or the schema is not there.
function unfit(error: unknown): StoreUnfit | undefined {
  if (!(error instanceof DatabaseError) || !/^(42501|3F000)$/.test(error.code ?? '')) return;
  return new StoreUnfit(
    `The user in DATABASE_URL may not make the tables: ${error.message}. Make it the owner of the database, or grant it CREATE on the schema for the first start.`,
    { cause: error },
  );
}
