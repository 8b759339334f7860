/** Switching clients off and on. */
import type { Store } from '../../store/contract.js';
import { changeClient } from './change-client.js';
import type { Client } from './client.js';

/** For a client that registered itself. */
const keptAfterEnablingMs = 30 * 24 * 60 * 60 * 1000;

/**
 * Nobody finds the client any more. Only then can the caller end all its grants.
 *
 * @throws StoreUnavailable
 */
export function disableClient(store: Store, id: string, now: number): Promise<Client | undefined> {
  return changeClient(store, id, (entry) => {
    if (entry.value.disabledAt !== undefined) return entry;
    // For good: or a client by metadata document would come back.
    return { value: { ...entry.value, disabledAt: now }, expiresAt: undefined };
  });
}

/** The client is found again; the grants that it had stay ended. */
export function enableClient(store: Store, id: string, now: number): Promise<Client | undefined> {
  return changeClient(store, id, (entry) => {
    if (entry.value.disabledAt === undefined) return entry;
    const { disabledAt: _, ...value } = entry.value;
    const expiresAt = value.origin === 'operator' ? undefined : now + keptAfterEnablingMs;
    return { value, expiresAt };
  });
}
