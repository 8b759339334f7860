/** Clients by metadata document in the store: the last good copy, and how far it can be trusted. */
import type { Draft, Entry, Store } from '../../../store/contract.js';
import type { Client } from '../client.js';

const day = 24 * 60 * 60 * 1000;

/** A copy that no grant needs is kept this long after it was last written. */
const keptMs = 7 * day;

/** The record: kind `client`, and the URL as its id. */
export interface StoredDocument extends Client {
  /** Until then it is used without asking the host; milliseconds since the epoch. */
  freshUntil: number;
  /** When the host last served it; absent for a copy that came with this software. */
  servedAt?: number;
  /** The host has said since that there is no such document, or a broken one. */
  isWithdrawn?: true;
}

/** The stored client, if it is one that its metadata document describes. */
export function asDocument(entry: Entry<Client> | undefined): Entry<StoredDocument> | undefined {
  return entry?.value.origin === 'metadata-document' ? (entry as Entry<StoredDocument>) : undefined;
}

/**
 * Writes a copy in place of the one that was read. Whoever loses a race leaves the winner's copy,
 * which is as new.
 *
 * @throws StoreUnavailable
 */
export async function saveDocument(
  store: Store,
  before: Entry<StoredDocument> | undefined,
  value: StoredDocument,
  now: number,
): Promise<void> {
  const draft: Draft<StoredDocument> = {
    value,
    clientId: value.id,
    // Grants of the client may have asked for longer.
    expiresAt: Math.max(now + keptMs, before?.expiresAt ?? 0),
  };
  if (before === undefined) await store.insert('client', value.id, draft);
  else await store.replace('client', value.id, before.version, draft);
}
