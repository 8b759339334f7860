/** Which errors make the store unavailable. */
import { StoreUnavailable } from './contract.js';

/** The result codes that say "not now" (sqlite.org/rescode.html). */
const UNAVAILABLE: ReadonlyMap<number, string> = new Map([
  [5, 'database is locked'],
  [8, 'attempt to write a readonly database'],
  [10, 'disk I/O error'],
  [13, 'database or disk is full'],
  [14, 'unable to open database file'],
  [15, 'locking protocol'],
]);

const BUSY = 5;

/** The primary result code of a thrown value. */
function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'ERR_SQLITE_ERROR') {
    return undefined;
  }
  // An extended code keeps the primary one in its low byte.
  if ('errcode' in error && typeof error.errcode === 'number') return error.errcode & 0xff;
  // The driver's `all()` throws without a code.
  return [...UNAVAILABLE].find(([, text]) => error.message.includes(text))?.[0];
}

/** True if another connection holds the lock: the statement changed nothing and may run again. */
export function isBusy(error: unknown): boolean {
  return resultCode(error) === BUSY;
}

/** The error to reject with: {@link StoreUnavailable} or the thrown value itself. */
export function storeError(error: unknown): unknown {
  const text = UNAVAILABLE.get(resultCode(error) ?? -1);
  return text === undefined
    ? error
    : new StoreUnavailable(`The database cannot be used: ${text}.`, { cause: error });
}
