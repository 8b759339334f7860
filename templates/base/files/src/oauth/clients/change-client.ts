/** Changes a stored client, unless somebody else has changed it meanwhile. */
import { type Draft, type Entry, type Store, StoreUnavailable } from '../../store/contract.js';
import type { Client } from './client.js';

/** Lost races; as many mean a broken store. */
const mostAttempts = 1000;

/**
 * Repeats until the change is stored.
 *
 * @param change returns what is to be stored; the very record to write nothing
 * @returns the client as it is now
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
