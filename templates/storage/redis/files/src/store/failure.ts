/** Tells a Redis that cannot be reached or written from every other error. */
import { ErrorReply } from 'redis';
import { StoreUnavailable } from './contract.js';

/**
 * How errors begin that say "not now" (redis.io/docs/latest/develop/reference/protocol-spec): it
 * reads its files, is or has become a replica, cannot write to disk, is full, is busy, or does not
 * take the password. Inside a script a hyphen comes first.
 */
const UNAVAILABLE =
  /(^|-)(LOADING|READONLY|MASTERDOWN|NOREPLICAS|MISCONF|OOM|BUSY|NOAUTH|WRONGPASS)\b/;

/** True if the address may by now belong to another server than the one that answered. */
export function isDemoted(error: unknown): boolean {
  return error instanceof ErrorReply && /(^|-)(READONLY|MASTERDOWN)\b/.test(error.message);
}

/** True if the server has forgotten the script, as it does when it restarts. */
export function isScriptUnknown(error: unknown): boolean {
  return error instanceof ErrorReply && error.message.startsWith('NOSCRIPT');
}

/** The error to reject with: {@link StoreUnavailable} (cause kept) or the thrown value itself. */
export function storeError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof TypeError) return error;
  if (error instanceof ErrorReply && !UNAVAILABLE.test(error.message)) return error;
  return new StoreUnavailable(`The database cannot be used: ${reason(error)}.`, { cause: error });
}

// Node gives an error for several addresses no text of its own.
function reason(error: Error): string {
  const [first] = error instanceof AggregateError ? error.errors : [];
  const text = first instanceof Error ? first.message : error.message;
  return text.replace(/\.$/, '') || 'no connection';
}
