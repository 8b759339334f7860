/** What a child process can be asked to do with the store, mostly with fifty requests under way. */
import type { Store } from '../../src/store/contract.js';
import { appendAs } from './append-as.js';
import { versionOf } from './version-of.js';

/** The order to a child process. */
export interface Order {
  /** The store, as in `StoreOptions`. */
  url: string;
  task: keyof typeof tasks;
  /** Who the writer is, in what it writes. */
  name: string;
}

/** An expiry far beyond the end of any test, in milliseconds since the epoch. */
export const LATER = Date.parse('2100-01-01');

const LANES = Array.from({ length: 50 }, (_, n) => n);

/** The value that `write` stores as number n: many database pages long, and every line tells n. */
export function lines(n: number): string[] {
  return Array<string>(2_000).fill(`line of ${n}`);
}

/** Waits until another process has come here too, so that neither is done before the other begins. */
async function meet(store: Store, name: string): Promise<void> {
  await store.insert('session', name, { value: 'here' });
  while ((await store.find('session', {})).length < 2) {
    await new Promise((turn) => setImmediate(turn));
  }
}

/** The tasks by name. */
export const tasks = {
  /** Four acknowledged updates of one record in each lane. */
  async append(store: Store, name: string) {
    await meet(store, name);
    await Promise.all(LANES.map(() => appendAs(store, name, 4)));
  },

  /** Tries to insert 200 ids; resolves to those that it was told it had won. */
  async claim(store: Store, name: string) {
    await meet(store, name);
    const ids = Array.from({ length: 200 }, (_, n) => `id-${n}`);
    const won = await Promise.all(ids.map((id) => store.insert('once', id, { value: name })));
    return ids.filter((_, n) => won[n]);
  },

  /** Sweeps without a pause until it is killed. */
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
   * For n = 1, 2, ...: inserts the note `<name>-<n>`, writes the note `<name>`, and reports n once
   * both are acknowledged. Goes on until the process is killed.
   */
  async write(store: Store, name: string, report: (n: number) => void): Promise<never> {
    let version = -1;
    for (let n = 1; ; n += 1) {
      const draft = { value: lines(n), userId: name };
      const inserted = await store.insert('note', `${name}-${n}`, draft);
      const written =
        n === 1
          ? await store.insert('note', name, draft)
          : await store.replace('note', name, version, draft);
      version = n === 1 ? await versionOf(store, 'note', name) : version + 1;
      if (!inserted || !written) throw new Error(`Number ${n} was refused.`);
      report(n);
    }
  },
};
