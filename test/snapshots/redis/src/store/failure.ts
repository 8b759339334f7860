/** Which errors make the store unavailable. */
import { ErrorReply } from 'redis';
import { StoreUnavailable } from './contract.js';

/**
 * How errors begin that say "not now" (redis.io/docs/latest/develop/reference/protocol-spec): it
 * reads its files, is a replica, cannot write to disk, is full or busy, or does not take the
 * password. Inside a script a hyphen comes first.
 */
const UNAVAILABLE =
  /(^|-)(LOADING|READONLY|MASTERDOWN|NOREPLICAS|MISCONF|OOM|BUSY|NOAUTH|WRONGPASS)\b/;

/** True if another server may have the address by now. */
export function isDemoted(error: unknown): boolean {
  return error instanceof ErrorReply && /(^|-)(READONLY|MASTERDOWN)\b/.test(error.message);
}

/** True if the server has forgotten the script. */
export function isScriptUnknown(error: unknown): boolean {
  return error instanceof ErrorReply && error.message.startsWith('NOSCRIPT');
}

/** The error to reject with: {@link StoreUnavailable} or the thrown value itself. */
export function storeError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof TypeError) return error;
  if (error instanceof ErrorReply && !UNAVAILABLE.test(error.message)) return error;
  return new StoreUnavailable(`The database cannot be used: ${reason(error)}.`, { cause: error });
}

// An error for several addresses has no text.
function reason(error: Error): string {
  const [first] = error instanceof AggregateError ? error.errors : [];
  const text = first instanceof Error ? first.message : error.message;
  return text.replace(/\.$/, '') || 'no connection';
}
