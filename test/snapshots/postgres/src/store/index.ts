/** The storage layer on a PostgreSQL database, which any number of machines may share. */
import { type Query, type Store, type StoreOptions, StoreUnfit } from './contract.js';
import { expectedDatabaseUrl, isDatabaseUrl } from './database-url.js';
import { expiryTime } from './expiry-time.js';
import { firstVersion } from './first-version.js';
import { openConnections } from './pool.js';
import { prepareDatabase } from './prepare.js';
import { draftValues, entryOf, idBytes, type Row } from './row.js';
import {
  find,
  GET,
  HEALTH,
  INCREMENT,
  INSERT,
  REMOVE,
  REPLACE,
  SWEEP_BATCH,
  SWEEP_COUNTERS,
  SWEEP_RECORDS,
} from './statements.js';

/**
 * Opens the database and brings its schema up to date.
 *
 * @throws StoreUnfit when the URL has another form or the database must not be used as it is
 * @throws StoreUnavailable when the database cannot be reached
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { url, clock, production = false, warn = () => undefined } = options;
  if (!isDatabaseUrl(url)) throw new StoreUnfit(`DATABASE_URL must be ${expectedDatabaseUrl}.`);
  await prepareDatabase(url, { production, warn });
  const { run, close } = openConnections(url);

  const write = async (statement: string, values: unknown[]): Promise<number> =>
    (await run(statement, [clock(), ...values])).rowCount ?? 0;

  /** Deletes in batches: others work in between. */
  const sweepTable = async (statement: string): Promise<number> => {
    let total = 0;
    let changes: number;
    do {
      changes = await write(statement, []);
      total += changes;
    } while (changes === SWEEP_BATCH);
    return total;
  };

  return {
    isShared: true,

    async get<T>(kind: string, id: string) {
      const { rows } = await run(GET, [clock(), kind, idBytes(id)]);
      const [row]: Row[] = rows;
      return row && entryOf<T>(row);
    },

    async insert(kind, id, draft) {
      const values = [kind, idBytes(id), firstVersion(), ...draftValues(draft)];
      return (await write(INSERT, values)) === 1;
    },

    async replace(kind, id, version, draft) {
      const values = [kind, idBytes(id), version, ...draftValues(draft)];
      return (await write(REPLACE, values)) === 1;
    },

    async remove(kind, id) {
      return (await write(REMOVE, [kind, idBytes(id)])) === 1;
    },

    async find<T>(kind: string, query: Query) {
      const { rows } = await run(...find(clock(), kind, query));
      return rows.map((row: Row) => entryOf<T>(row));
    },

    async increment(counter, expiresAt) {
      const { rows } = await run(INCREMENT, [clock(), idBytes(counter), expiryTime(expiresAt)]);
      return Number(rows[0].total);
    },

    async sweep() {
      return (await sweepTable(SWEEP_RECORDS)) + (await sweepTable(SWEEP_COUNTERS));
    },

    async health() {
      await run(HEALTH, []);
    },

    close,
  };
}
