/** Tells a database that cannot be reached or written from other SQLite errors. */
import { StoreUnavailable } from './contract.js';

/** "Not now": primary result codes (sqlite.org/rescode.html) and their texts. */
const UNAVAILABLE: ReadonlyMap<number, string> = new Map([
  [5, 'database is locked'],
  [8, 'attempt to write a readonly database'],
  [10, 'disk I/O error'],
  [13, 'database or disk is full'],
  [14, 'unable to open database file'],
  [15, 'locking protocol'],
]);

const BUSY = 5;

/** SQLite's primary result code. */
function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'ERR_SQLITE_ERROR') {
    return undefined;
  }
  // An extended code has it in its low byte.
  if ('errcode' in error && typeof error.errcode === 'number') return error.errcode & 0xff;
  // The driver's `all()` throws without a code.
  return [...UNAVAILABLE].find(([, text]) => error.message.includes(text))?.[0];
}

/** Another connection holds the lock; the statement changed nothing, and may run again. */
export function isBusy(error: unknown): boolean {
  return resultCode(error) === BUSY;
}

/** {@link StoreUnavailable} (cause kept), or the thrown value itself. */
export function storeError(error: unknown): unknown {
  const text = UNAVAILABLE.get(resultCode(error) ?? -1);
  return text === undefined
    ? error
    : new StoreUnavailable(`The database cannot be used: ${text}.`, { cause: error });
}
