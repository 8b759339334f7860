/** Tells a database that cannot be reached or written from every other PostgreSQL error. */
import { DatabaseError } from 'pg';
import { StoreUnavailable } from './contract.js';

/** Conditions and classes of them (postgresql.org/docs/current/errcodes-appendix.html): "not now". */
const UNAVAILABLE = [
  '08', // connection exception
  '25006', // read-only transaction: a standby, or a primary that became one
  '28', // the user or password is refused
  '3D000', // there is no such database
  '40', // rolled back: serialization failure, deadlock
  '53', // insufficient resources: disk full, too many connections
  '57', // shutting down, starting up, or the statement took too long
  '58', // I/O error
];

/** True if the statement lost to another transaction, changed nothing, and may run again at once. */
export function isConflict(error: unknown): boolean {
  return error instanceof DatabaseError && /^40(001|P01)$/.test(error.code ?? '');
}

/** The error to reject with: {@link StoreUnavailable} (cause kept) or the thrown value itself. */
export function storeError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof TypeError) return error;
  // Whatever carries no code of the server comes from the way there: refused, reset, timed out.
  const code = error instanceof DatabaseError ? (error.code ?? '') : '08';
  if (!UNAVAILABLE.some((known) => code.startsWith(known))) return error;
  return new StoreUnavailable(`The database cannot be used: ${reason(error)}.`, { cause: error });
}

// Node gives an error for several addresses no text of its own.
function reason(error: Error): string {
  const [first] = error instanceof AggregateError ? error.errors : [];
  const text = first instanceof Error ? first.message : error.message;
  return text.replace(/\.$/, '') || 'no connection';
}
