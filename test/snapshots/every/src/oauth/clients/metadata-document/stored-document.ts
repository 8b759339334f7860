/** Clients by metadata document in the store: the last good copies. */
import type { Draft, Entry, Store } from '../../../store/contract.js';
import type { Client } from '../client.js';

const day = 24 * 60 * 60 * 1000;

/** A copy without a grant is kept so long after it was written. */
const keptMs = 7 * day;

/** Kind `client`; the id is the URL. */
export interface StoredDocument extends Client {
  /** Until then nobody asks the host; milliseconds since the epoch. */
  freshUntil: number;
  /** When the host last served it; absent for a copy that came with this software. */
  servedAt?: number;
  /** By now the host serves none, or a broken one. */
  isWithdrawn?: true;
}

/** The stored client, if it has a metadata document. */
export function asDocument(entry: Entry<Client> | undefined): Entry<StoredDocument> | undefined {
  return entry?.value.origin === 'metadata-document' ? (entry as Entry<StoredDocument>) : undefined;
}

/**
 * Writes a copy in place of the one that was read. After a lost race what the other one wrote stays:
 * it is as new.
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
    // A grant may have asked for longer.
    expiresAt: Math.max(now + keptMs, before?.expiresAt ?? 0),
  };
  if (before === undefined) await store.insert('client', value.id, draft);
  else await store.replace('client', value.id, before.version, draft);
}
