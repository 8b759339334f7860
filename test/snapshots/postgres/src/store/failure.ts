/** Which errors make the store unavailable. */
import { DatabaseError } from 'pg';
import { StoreUnavailable } from './contract.js';

/** How codes begin that say "not now" (postgresql.org/docs/current/errcodes-appendix.html). */
const UNAVAILABLE = [
  '08', // no connection
  '25006', // read-only: a replica, or a primary that became one
  '28', // the user or password is refused
  '3D000', // there is no such database
  '40', // lost to another transaction
  '53', // the disk is full, or too many connections
  '57', // stopping, starting, or the statement took too long
  '58', // I/O error
];

/** True if another transaction won: the statement changed nothing and may run again. */
export function isConflict(error: unknown): boolean {
  return error instanceof DatabaseError && /^40(001|P01)$/.test(error.code ?? '');
}

/** The error to reject with: {@link StoreUnavailable} or the thrown value itself. */
export function storeError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof TypeError) return error;
  // What has no code of the server comes from the way there.
  const code = error instanceof DatabaseError ? (error.code ?? '') : '08';
  if (!UNAVAILABLE.some((known) => code.startsWith(known))) return error;
  return new StoreUnavailable(`The database cannot be used: ${reason(error)}.`, { cause: error });
}

// An error for several addresses has no text.
function reason(error: Error): string {
  const [first] = error instanceof AggregateError ? error.errors : [];
  const text = first instanceof Error ? first.message : error.message;
  return text.replace(/\.$/, '') || 'no connection';
}
