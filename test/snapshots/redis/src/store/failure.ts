/** Tells a Redis that cannot be reached or written from other errors. */
import { ErrorReply } from 'redis';
import { StoreUnavailable } from './contract.js';

/**
 * "Not now" (redis.io/docs/latest/develop/reference/protocol-spec): it reads its files, is or has
 * become a replica, cannot write to disk, is full, is busy, or does not take the password. A hyphen
 * comes first inside a script.
 */
const UNAVAILABLE =
  /(^|-)(LOADING|READONLY|MASTERDOWN|NOREPLICAS|MISCONF|OOM|BUSY|NOAUTH|WRONGPASS)\b/;

/** The address may by now belong to another server. */
export function isDemoted(error: unknown): boolean {
  return error instanceof ErrorReply && /(^|-)(READONLY|MASTERDOWN)\b/.test(error.message);
}

/** The server forgets scripts when it restarts. */
export function isScriptUnknown(error: unknown): boolean {
  return error instanceof ErrorReply && error.message.startsWith('NOSCRIPT');
}

/** {@link StoreUnavailable} (cause kept), or the thrown value itself. */
export function storeError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof TypeError) return error;
  if (error instanceof ErrorReply && !UNAVAILABLE.test(error.message)) return error;
  return new StoreUnavailable(`The database cannot be used: ${reason(error)}.`, { cause: error });
}

// Node gives an error for several addresses no text.
function reason(error: Error): string {
  const [first] = error instanceof AggregateError ? error.errors : [];
  const text = first instanceof Error ? first.message : error.message;
  return text.replace(/\.$/, '') || 'no connection';
}
