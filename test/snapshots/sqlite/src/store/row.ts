/** Drafts and entries as rows. */
import type { Draft, Entry, Query } from './contract.js';
import { expiryTime } from './expiry-time.js';

/** Values bound by name. */
export type Bindings = Record<string, string | number | Uint8Array | null>;

/** A record as `find` selects it. */
export interface Row extends Content {
  id: Uint8Array;
}

/** A record as `get` selects it. */
export interface Content {
  version: number;
  value: string;
  user_id: Uint8Array | null;
  client_id: Uint8Array | null;
  expires_at: number | null;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** An id as it is stored: UTF-8. */
export function idBytes(id: string): Uint8Array {
  return encoder.encode(id);
}

/** The same where SQL casts it to bytes: text is faster, but the driver cuts it at a NUL. */
export function idText(id: string): string | Uint8Array {
  return id.includes('\0') ? idBytes(id) : id;
}

/** The values that `insert` and `replace` share. */
export function draftBindings(draft: Draft<unknown>): Bindings {
  return {
    value: JSON.stringify(draft.value),
    userId: draft.userId === undefined ? null : idBytes(draft.userId),
    clientId: draft.clientId === undefined ? null : idBytes(draft.clientId),
    expiresAt: draft.expiresAt === undefined ? null : expiryTime(draft.expiresAt),
  };
}

/** The values of the fields that a query names. */
export function queryBindings(query: Query): Bindings {
  return {
    // SQLite takes a negative limit for none.
    limit: Math.max(0, query.limit ?? 100),
    ...(query.userId !== undefined && { userId: idBytes(query.userId) }),
    ...(query.clientId !== undefined && { clientId: idBytes(query.clientId) }),
    ...(query.after !== undefined && { after: idBytes(query.after) }),
  };
}

/** The entry that a row holds. `T` is the caller's word: the store does not check values. */
export function entryOf<T>(row: Row): Entry<T> {
  return entryWith(decoder.decode(row.id), row);
}

/** The same for a row whose id is known. */
export function entryWith<T>(id: string, row: Content): Entry<T> {
  return {
    id,
    version: row.version,
    value: JSON.parse(row.value) as T,
    userId: row.user_id === null ? undefined : decoder.decode(row.user_id),
    clientId: row.client_id === null ? undefined : decoder.decode(row.client_id),
    expiresAt: row.expires_at ?? undefined,
  };
}
