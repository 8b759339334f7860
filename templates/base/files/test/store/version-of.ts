/** The version that a write must name. */
import type { Kind, Store } from '../../src/store/contract.js';

/** The version of the live record; -1, which no record has, if there is none. */
export async function versionOf(store: Store, kind: Kind, id: string): Promise<number> {
  return (await store.get(kind, id))?.version ?? -1;
}
