/** A writer that loses no race for good: it reads, adds its name to a shared list, and tries again. */
import type { Store } from '../../src/store/contract.js';

/**
 * Adds `name` to the list in the note `log`, each time on top of what was read.
 *
 * @param times how many acknowledged writes to make.
 * @returns when the store has answered `true` that many times.
 */
export async function appendAs(store: Store, name: string, times: number): Promise<void> {
  for (let acknowledged = 0; acknowledged < times; ) {
    const log = await store.get<string[]>('note', 'log');
    if (log === undefined) throw new Error('The list is missing.');
    const draft = { value: [...log.value, name] };
    if (await store.replace('note', 'log', log.version, draft)) acknowledged += 1;
  }
}
