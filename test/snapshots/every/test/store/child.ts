/** A process that is told a task, and does it. */
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

// However the parent ended: nothing stays behind.
process.once('disconnect', () => process.exit());

tell('ready');
