/** Changes of stored clients. */
import { type Draft, type Entry, type Store, StoreUnavailable } from '../../store/contract.js';
import type { Client } from './client.js';

/** So many lost races in a row mean a broken store. */
const mostAttempts = 1000;

/**
 * Reads, changes and conditionally writes; after a lost race once more.
 *
 * @param change returns the very object that came in if nothing is to be written
 * @returns the client as it is now; `undefined` if there is none
 * @throws StoreUnavailable; what `change` throws
 */
export async function changeClient(
  store: Store,
  id: string,
  change: (entry: Entry<Client>) => Draft<Client> | Promise<Draft<Client>>,
): Promise<Client | undefined> {
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const entry = await store.get<Client>('client', id);
    if (entry === undefined) return undefined;
    const draft = await change(entry);
    if (draft === entry) return entry.value;
    const { value, expiresAt } = draft;
    const written = { value, clientId: id, expiresAt };
    if (await store.replace<Client>('client', id, entry.version, written)) return value;
  }
  throw new StoreUnavailable('A client could not be written: every conditional write was refused');
}
