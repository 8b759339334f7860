/** Clients by metadata document in the store. */
import type { Draft, Entry, Store } from '../../../store/contract.js';
import type { Client } from '../client.js';

const day = 24 * 60 * 60 * 1000;

/** For a copy that no grant needs. */
const keptMs = 7 * day;

/** Kind `client`, under the URL. */
export interface StoredDocument extends Client {
  /** Used until then without asking the host; milliseconds since the epoch. */
  freshUntil: number;
  /** By the host; absent for a copy that came with this software. */
  servedAt?: number;
  /** The host has said since that there is none, or a broken one. */
  isWithdrawn?: true;
}

/** The stored client, if a metadata document describes it. */
export function asDocument(entry: Entry<Client> | undefined): Entry<StoredDocument> | undefined {
  return entry?.value.origin === 'metadata-document' ? (entry as Entry<StoredDocument>) : undefined;
}

/**
 * Whoever loses a race leaves the winner's copy, which is as new.
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
    // Grants may have asked for longer.
    expiresAt: Math.max(now + keptMs, before?.expiresAt ?? 0),
  };
  if (before === undefined) await store.insert('client', value.id, draft);
  else await store.replace('client', value.id, before.version, draft);
}
