/** Drafts and entries as hashes. */
import type { Draft, Entry } from './contract.js';
import { expiryTime } from './expiry-time.js';

/**
 * Milliseconds after the expiry until Redis deletes what no sweep has deleted. It counts from the
 * write, so its clock need not agree with ours; what is read is judged by ours.
 */
const leftMs = 7 * 24 * 60 * 60 * 1000;

/** The fields that {@link entryOf} needs, in its order. */
export const FIELDS = ['version', 'value', 'user', 'client', 'expires'];

/** Their values; the first is `null` if there is no record. */
export type Fields = readonly (string | null | undefined)[];

/** How long Redis keeps what expires then, in milliseconds from now. */
export function keptMs(expiresAt: number, now: number): string {
  return String(Math.max(0, expiryTime(expiresAt) - now) + leftMs);
}

/** What a script needs: value, user, client, expiry, milliseconds until Redis deletes it. */
export function draftArguments(draft: Draft<unknown>, now: number): string[] {
  const { value, userId, clientId, expiresAt } = draft;
  return [
    JSON.stringify(value),
    userId === undefined ? '' : `=${userId}`,
    clientId === undefined ? '' : `=${clientId}`,
    ...(expiresAt === undefined ? ['', ''] : [String(expiresAt), keptMs(expiresAt, now)]),
  ];
}

/**
 * The entry that the fields hold, live or expired. `T` is the caller's word: the store does not
 * check values.
 */
export function entryOf<T>(id: string, fields: Fields): Entry<T> | undefined {
  const [version, value, user, client, expires] = fields;
  if (typeof version !== 'string') return undefined;
  return {
    id,
    version: Number(version),
    value: JSON.parse(value ?? 'null') as T,
    userId: user ?? undefined,
    clientId: client ?? undefined,
    expiresAt: typeof expires === 'string' ? Number(expires) : undefined,
  };
}

/** Whether it is there for anybody. */
export function isLive({ expiresAt }: Entry<unknown>, now: number): boolean {
  return expiresAt === undefined || expiresAt > now;
}
