/** Work that several requests need is done once, and each gets the result. */
import type { Store } from '../../store/contract.js';

const running = new WeakMap<Store, Map<string, Promise<unknown>>>();

/**
 * Begins the work of this name unless it has begun. Work that reads the store first and writes it
 * last is done once by each instance.
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
