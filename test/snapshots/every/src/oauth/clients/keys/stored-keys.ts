/** Keys that were fetched, in the store: so all instances know them, and a restart forgets none. */
import type { Entry, Store } from '../../../store/contract.js';
import { sha256 } from '../../sha256.js';
import type { PublicKey } from './public-keys.js';

/** The record: kind `jwks`, the digest of the URL as its id. Instants are ms since the epoch. */
export interface StoredKeys {
  url: string;
  /** What the host served last; absent if it withdrew that, or served nothing for too long. */
  keys?: readonly PublicKey[];
  /** Until then they are used without asking the host. */
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
 * Writes keys in place of those that were read. Whoever loses a race leaves what the winner wrote,
 * which is as new.
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
