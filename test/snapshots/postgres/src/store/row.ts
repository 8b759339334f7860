/** Drafts and entries as rows. */
import type { Draft, Entry } from './contract.js';
import { expiryTime } from './expiry-time.js';

/** A record as `get` and `find` select it; the driver gives a bigint as text. */
export interface Row {
  id: Buffer;
  version: string;
  value: string;
  user_id: Buffer | null;
  client_id: Buffer | null;
  expires_at: string | null;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** An id as it is stored: UTF-8. */
export function idBytes(id: string): Buffer {
  return Buffer.from(id, 'utf8');
}

/** The values that `insert` and `replace` share. */
export function draftValues({ value, userId, clientId, expiresAt }: Draft<unknown>): unknown[] {
  return [
    JSON.stringify(value),
    userId === undefined ? null : idBytes(userId),
    clientId === undefined ? null : idBytes(clientId),
    expiresAt === undefined ? null : expiryTime(expiresAt),
  ];
}

/** The entry that a row holds. `T` is the caller's word: the store does not check values. */
export function entryOf<T>(row: Row): Entry<T> {
  return {
    id: decoder.decode(row.id),
    version: Number(row.version),
    value: JSON.parse(row.value) as T,
    userId: row.user_id === null ? undefined : decoder.decode(row.user_id),
    clientId: row.client_id === null ? undefined : decoder.decode(row.client_id),
    expiresAt: row.expires_at === null ? undefined : Number(row.expires_at),
  };
}
