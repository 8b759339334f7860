/** Work that several requests need at the same moment is done once, and each gets its result. */
import type { Store } from '../../store/contract.js';

const running = new WeakMap<Store, Map<string, Promise<unknown>>>();

/**
 * Joins the work of this name that is going on, or begins it. Work that looks into the store first,
 * and writes there last, is then done once however its requests fall; by other instances it may be
 * done as well.
 *
 * @param store whose records the work is about
 */
export function onceAtATime<T>(store: Store, name: string, work: () => Promise<T>): Promise<T> {
  const all = running.get(store) ?? new Map<string, Promise<unknown>>();
  running.set(store, all);
  const known = all.get(name);
  if (known !== undefined) return known as Promise<T>;
  const begun = work().finally(() => all.delete(name));
  all.set(name, begun);
  return begun;
}
