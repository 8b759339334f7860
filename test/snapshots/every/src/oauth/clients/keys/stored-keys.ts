/** Fetched keys in the store, for all instances. */
import type { Entry, Store } from '../../../store/contract.js';
import { sha256 } from '../../sha256.js';
import type { PublicKey } from './public-keys.js';

/** Kind `jwks`; the id is the digest of the URL. Instants are milliseconds since the epoch. */
export interface StoredKeys {
  url: string;
  /** Absent if they were withdrawn, or not served for too long. */
  keys?: readonly PublicKey[];
  /** Until then nobody asks the host. */
  freshUntil: number;
  askedAt: number;
}

/** @throws StoreUnavailable */
export async function findStoredKeys(
  store: Store,
  url: URL,
): Promise<Entry<StoredKeys> | undefined> {
  return store.get<StoredKeys>('jwks', await sha256(url.href));
}

/**
 * Writes keys in place of those that were read. After a lost race what the other one wrote stays: it
 * is as new.
 *
 * @param expiresAt when even the last good keys are too old; milliseconds since the epoch
 * @throws StoreUnavailable
 */
export async function saveKeys(
  store: Store,
  before: Entry<StoredKeys> | undefined,
  value: StoredKeys,
  expiresAt: number,
): Promise<void> {
  const id = await sha256(value.url);
  if (before === undefined) await store.insert('jwks', id, { value, expiresAt });
  else await store.replace('jwks', id, before.version, { value, expiresAt });
}
