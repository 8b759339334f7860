/** A store that counts what is asked of it. */
import type { Store } from '../../src/store/contract.js';

export interface CountedStore {
  store: Store;
  /** How often each verb was used since the last look, and on what: `get grant`. */
  used: () => Record<string, number>;
}

/** Around a real store. */
export function countedStore(real: Store): CountedStore {
  let counts: Record<string, number> = {};
  const store = new Proxy(real, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        const on = name === 'increment' ? '' : ` ${args[0]}`;
        const use = `${String(name)}${on}`;
        counts[use] = (counts[use] ?? 0) + 1;
        return member.apply(target, args);
      };
    },
  });
  return {
    store,
    used: () => {
      const seen = counts;
      counts = {};
      return seen;
    },
  };
}
