/** Switching a client off and on again, whoever vouches for it. */
import type { Store } from '../../store/contract.js';
import { changeClient } from './change-client.js';
import type { Client } from './client.js';

/** A client that registered itself is kept this long after it was switched on again. */
const keptAfterEnablingMs = 30 * 24 * 60 * 60 * 1000;

/**
 * Marks the client: from now on nobody finds it. Its grants are for the caller to end, afterwards, so
 * that one that comes to be meanwhile is among them.
 *
 * @returns `undefined` if there is no such client
 * @throws StoreUnavailable
 */
export function disableClient(store: Store, id: string, now: number): Promise<Client | undefined> {
  return changeClient(store, id, (entry) => {
    if (entry.value.disabledAt !== undefined) return entry;
    // Kept for good: a client by metadata document would come back once the mark has expired.
    return { value: { ...entry.value, disabledAt: now }, expiresAt: undefined };
  });
}

/** Takes the mark off; the grants that it had stay ended. */
export function enableClient(store: Store, id: string, now: number): Promise<Client | undefined> {
  return changeClient(store, id, (entry) => {
    if (entry.value.disabledAt === undefined) return entry;
    const { disabledAt: _, ...value } = entry.value;
    const expiresAt = value.origin === 'operator' ? undefined : now + keptAfterEnablingMs;
    return { value, expiresAt };
  });
}
