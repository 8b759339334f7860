/** Tells a database that cannot be reached or written from every other SQLite error. */
import { StoreUnavailable } from './contract.js';

/** SQLite's primary result codes (sqlite.org/rescode.html) that say "not now", with their texts. */
const UNAVAILABLE: ReadonlyMap<number, string> = new Map([
  [5, 'database is locked'],
  [8, 'attempt to write a readonly database'],
  [10, 'disk I/O error'],
  [13, 'database or disk is full'],
  [14, 'unable to open database file'],
  [15, 'locking protocol'],
]);

const BUSY = 5;

/** What a thrown value says about the database, as SQLite's primary result code. */
function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'ERR_SQLITE_ERROR') {
    return undefined;
  }
  // An extended code keeps the primary one in its low byte.
  if ('errcode' in error && typeof error.errcode === 'number') return error.errcode & 0xff;
  // The driver's `all()` throws without a code: the text is all there is.
  return [...UNAVAILABLE].find(([, text]) => error.message.includes(text))?.[0];
}

/** True if another connection holds the lock and the statement, which changed nothing, may run again. */
export function isBusy(error: unknown): boolean {
  return resultCode(error) === BUSY;
}

/** The error to reject with: {@link StoreUnavailable} (cause kept) or the thrown value itself. */
export function storeError(error: unknown): unknown {
  const text = UNAVAILABLE.get(resultCode(error) ?? -1);
  return text === undefined
    ? error
    : new StoreUnavailable(`The database cannot be used: ${text}.`, { cause: error });
}
