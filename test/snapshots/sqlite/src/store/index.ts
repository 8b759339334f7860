/** The storage layer on one SQLite file, which several processes of one machine may share. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StatementSyncInstance } from '@photostructure/sqlite';
import { connect } from './connection.js';
import type { Entry, Query, Store, StoreOptions } from './contract.js';
import { expiryTime } from './expiry-time.js';
import { firstVersion } from './first-version.js';
import { databasePath, makePrivateFile } from './location.js';
import { patiently, waitingLine } from './patience.js';
import {
  type Bindings,
  type Content,
  draftBindings,
  entryOf,
  entryWith,
  idBytes,
  idText,
  queryBindings,
  type Row,
} from './row.js';
import { SWEEP_BATCH } from './statements.js';

/**
 * Opens the database, making it if it is absent, and brings its schema up to date.
 *
 * @throws StoreUnfit when the URL has another form or the schema is newer than this program
 * @throws StoreUnavailable when the file cannot be opened or stays locked
 */
export async function openStore({ url, clock }: StoreOptions): Promise<Store> {
  const path = databasePath(url);
  makePrivateFile(path);
  const { database, statements } = await patiently(() => connect(path));

  const inTurn = waitingLine();

  /** Runs one write, reading the clock on each try; resolves to the number of rows changed. */
  const write = (statement: StatementSyncInstance, bindings: Bindings): Promise<number> =>
    inTurn(() => statement.run({ ...bindings, now: clock() }).changes);

  /** Runs one query, which no writer holds up. */
  const read = (statement: StatementSyncInstance, bindings: Bindings): Promise<Row[]> =>
    patiently(() => statement.all({ ...bindings, now: clock() }));

  const isCurrent = (kind: string, id: string, known: Entry<unknown>): boolean =>
    known.id === id &&
    statements.hasVersion.get(kind, idText(id), known.version, clock()) !== undefined;

  /** Deletes in batches: others work in between. */
  const sweepTable = async (statement: StatementSyncInstance): Promise<number> => {
    let total = 0;
    let changes: number;
    do {
      changes = await write(statement, {});
      total += changes;
      await nextTurn();
    } while (changes === SWEEP_BATCH);
    return total;
  };

  return {
    isShared: true,

    get<T>(kind: string, id: string, known?: Entry<T>) {
      return patiently(() => {
        if (known !== undefined && isCurrent(kind, id, known)) return known;
        const row = statements.get.get(kind, idBytes(id), clock()) as Content | undefined;
        return row && entryWith<T>(id, row);
      });
    },

    async insert(kind, id, draft) {
      const version = firstVersion();
      const bindings = { kind, id: idBytes(id), version, ...draftBindings(draft) };
      return (await write(statements.insert, bindings)) === 1;
    },

    async replace(kind, id, version, draft) {
      const bindings = { kind, id: idBytes(id), version, ...draftBindings(draft) };
      return (await write(statements.replace, bindings)) === 1;
    },

    async remove(kind, id) {
      return (await write(statements.remove, { kind, id: idBytes(id) })) === 1;
    },

    async find<T>(kind: string, query: Query) {
      const found = await read(statements.find(query), { kind, ...queryBindings(query) });
      return found.map((row) => entryOf<T>(row));
    },

    async increment(counter, expiresAt) {
      const bindings = { id: idBytes(counter), expiresAt: expiryTime(expiresAt) };
      return inTurn(() => {
        // Never `get()`, which does not see a commit that failed after the row was read.
        const [row] = statements.increment.all({ ...bindings, now: clock() });
        return row.total;
      });
    },

    async sweep() {
      return (
        (await sweepTable(statements.sweepRecords)) + (await sweepTable(statements.sweepCounters))
      );
    },

    async health() {
      await patiently(() => statements.health.get());
    },

    async close() {
      if (database.isOpen) database.close();
    },
  };
}
