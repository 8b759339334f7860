/** The tasks of `child.ts`. */
import type { Store } from '../../src/store/contract.js';
import { appendAs } from './append-as.js';
import { versionOf } from './version-of.js';

/** The order to a child process. */
export interface Order {
  /** The store, as in `StoreOptions`. */
  url: string;
  task: keyof typeof tasks;
  /** Who the writer is. */
  name: string;
}

/** An expiry in milliseconds since the epoch, after any test. */
export const LATER = Date.parse('2100-01-01');

/** Fifty requests under way: more may wait too long for their turn. */
const LANES = Array.from({ length: 50 }, (_, n) => n);

/** What `write` stores as n: many pages. */
export function lines(n: number): string[] {
  return Array<string>(2_000).fill(`line of ${n}`);
}

/** Waits for the other process, so that neither is done before the other begins. */
async function meet(store: Store, name: string): Promise<void> {
  await store.insert('session', name, { value: 'here' });
  while ((await store.find('session', {})).length < 2) {
    await new Promise((turn) => setImmediate(turn));
  }
}

/** The tasks by name. */
export const tasks = {
  /** Four updates of one record in each lane. */
  async append(store: Store, name: string) {
    await meet(store, name);
    await Promise.all(LANES.map(() => appendAs(store, name, 4)));
  },

  /** Inserts 200 ids; resolves to those that it won. */
  async claim(store: Store, name: string) {
    await meet(store, name);
    const ids = Array.from({ length: 200 }, (_, n) => `id-${n}`);
    const won = await Promise.all(ids.map((id) => store.insert('once', id, { value: name })));
    return ids.filter((_, n) => won[n]);
  },

  /** Sweeps until it is killed. */
  async sweep(store: Store, _name: string, report: (n: number) => void): Promise<never> {
    for (let n = 1; ; n += 1) {
      await store.sweep();
      report(n);
    }
  },

  /** Four increments of one counter in each lane; resolves to the sums. */
  async count(store: Store, name: string) {
    await meet(store, name);
    const lane = async () => {
      const sums: number[] = [];
      while (sums.length < 4) sums.push(await store.increment('hits', LATER));
      return sums;
    };
    return (await Promise.all(LANES.map(lane))).flat();
  },

  /**
   * Inserts the note `<name>-<n>`, replaces the note `<name>`, and reports n = 1, 2, ... until it is
   * killed.
   */
  async write(store: Store, name: string, report: (n: number) => void): Promise<never> {
    await store.insert('note', name, { value: [] });
    let version = await versionOf(store, 'note', name);
    for (let n = 1; ; n += 1) {
      const draft = { value: lines(n), userId: name };
      const inserted = await store.insert('note', `${name}-${n}`, draft);
      const replaced = await store.replace('note', name, version, draft);
      if (!inserted || !replaced) throw new Error(`Number ${n} was refused.`);
      version += 1;
      report(n);
    }
  },
};
