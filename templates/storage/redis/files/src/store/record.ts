/** Between drafts and entries and the fields of a hash. */
import type { Draft, Entry } from './contract.js';
import { expiryTime } from './expiry-time.js';

/**
 * Milliseconds after the expiry until Redis deletes what no sweep has. It counts from the write, so
 * that its clock need not agree with ours.
 */
const leftMs = 7 * 24 * 60 * 60 * 1000;

/** For {@link entryOf}, in its order. */
export const FIELDS = ['version', 'value', 'user', 'client', 'expires'];

/** The first is `null` without a record. */
export type Fields = readonly (string | null | undefined)[];

/** Milliseconds from now until Redis may delete what expires then. */
export function keptMs(expiresAt: number, now: number): string {
  return String(Math.max(0, expiryTime(expiresAt) - now) + leftMs);
}

/** For scripts: value, user, client, expiry, time to live. */
export function draftArguments(draft: Draft<unknown>, now: number): string[] {
  const { value, userId, clientId, expiresAt } = draft;
  return [
    JSON.stringify(value),
    userId === undefined ? '' : `=${userId}`,
    clientId === undefined ? '' : `=${clientId}`,
    ...(expiresAt === undefined ? ['', ''] : [String(expiresAt), keptMs(expiresAt, now)]),
  ];
}

/** Live or expired. `T` is the caller's word: values are not checked. */
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
