/** A writer that tries again until it has written. */
import type { Store } from '../../src/store/contract.js';

/**
 * Adds `name` to the list in the note `log`.
 *
 * @param times how often
 */
export async function appendAs(store: Store, name: string, times: number): Promise<void> {
  for (let acknowledged = 0; acknowledged < times; ) {
    const log = await store.get<string[]>('note', 'log');
    if (log === undefined) throw new Error('The list is missing.');
    const draft = { value: [...log.value, name] };
    if (await store.replace('note', 'log', log.version, draft)) acknowledged += 1;
  }
}
