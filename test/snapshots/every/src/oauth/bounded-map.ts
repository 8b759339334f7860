/** A map with a bound: for what can be looked up again. */

/** More than one instance uses at a time. */
const usualBound = 10_000;

export interface BoundedMap<Value> {
  get(key: string): Value | undefined;
  /** Beyond the bound the oldest entry goes. */
  set(key: string, value: Value): void;
  delete(key: string): void;
}

/** An empty one. */
export function createBoundedMap<Value>(most = usualBound): BoundedMap<Value> {
  // A Map keeps the order in which its entries came.
  const entries = new Map<string, Value>();
  return {
    get: (key) => entries.get(key),
    set(key, value) {
      if (!entries.has(key) && entries.size >= most) {
        entries.delete(entries.keys().next().value ?? '');
      }
      entries.set(key, value);
    },
    delete: (key) => void entries.delete(key),
  };
}
