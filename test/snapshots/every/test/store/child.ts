/** A second process: says `ready`, is told a store and a task, and does the task there. */
import { openStore } from '../../src/store/index.js';
import { type Order, tasks } from './tasks.js';

/** What this process tells its parent. */
export type Message = 'ready' | { progress: number } | { result: unknown };

const tell = (message: Message) => process.send?.(message);

process.once('message', async ({ url, task, name }: Order) => {
  const store = await openStore({ url, clock: Date.now });
  const result = await tasks[task](store, name, (progress) => tell({ progress }));
  await store.close();
  tell({ result });
});

// Whatever becomes of the test, this process does not outlive it.
process.once('disconnect', () => process.exit());

tell('ready');
