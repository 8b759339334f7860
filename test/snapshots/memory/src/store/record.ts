/** Drafts and entries in memory. */
import type { Draft, Entry, Query } from './contract.js';
import { expiryTime } from './expiry-time.js';

/** What is kept of a record: the value as text, so that nobody can change it from outside. */
export interface Kept {
  version: number;
  text: string;
  userId: string | undefined;
  clientId: string | undefined;
  expiresAt: number | undefined;
}

/** @throws RangeError for an expiry that is no whole number */
export function keep(
  { value, userId, clientId, expiresAt }: Draft<unknown>,
  version: number,
): Kept {
  return {
    version,
    text: JSON.stringify(value),
    userId,
    clientId,
    expiresAt: expiresAt === undefined ? undefined : expiryTime(expiresAt),
  };
}

/** The entry that is kept. `T` is the caller's word: the store does not check values. */
export function entryOf<T>(id: string, { text, ...kept }: Kept): Entry<T> {
  return { id, ...kept, value: JSON.parse(text) as T };
}

/** Whether it is there for anybody. */
export function isLive({ expiresAt }: Pick<Kept, 'expiresAt'>, now: number): boolean {
  return expiresAt === undefined || expiresAt > now;
}

/** Whether a query asks for it. */
export function matches(id: string, kept: Kept, { userId, clientId, after }: Query): boolean {
  return (
    (userId === undefined || kept.userId === userId) &&
    (clientId === undefined || kept.clientId === clientId) &&
    (after === undefined || byteOrder(id, after) > 0)
  );
}

/** The order of the bytes of two ids in UTF-8, which is not that of JavaScript. */
export function byteOrder(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}
