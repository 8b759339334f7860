/** Switches a client off and on again. */
import type { Store } from '../../store/contract.js';
import { changeClient } from './change-client.js';
import type { Client } from './client.js';

/** If it registered itself. */
const keptAfterEnablingMs = 30 * 24 * 60 * 60 * 1000;

/**
 * From now on nobody finds it. The caller ends its grants afterwards, also those that come to be
 * meanwhile.
 *
 * @returns `undefined` if there is none
 * @throws StoreUnavailable
 */
export function disableClient(store: Store, id: string, now: number): Promise<Client | undefined> {
  return changeClient(store, id, (entry) => {
    if (entry.value.disabledAt !== undefined) return entry;
    // Else a metadata document would bring the client back.
    return { value: { ...entry.value, disabledAt: now }, expiresAt: undefined };
  });
}

/** The grants that it had stay ended. */
export function enableClient(store: Store, id: string, now: number): Promise<Client | undefined> {
  return changeClient(store, id, (entry) => {
    if (entry.value.disabledAt === undefined) return entry;
    const { disabledAt: _, ...value } = entry.value;
    const expiresAt = value.origin === 'operator' ? undefined : now + keptAfterEnablingMs;
    return { value, expiresAt };
  });
}
