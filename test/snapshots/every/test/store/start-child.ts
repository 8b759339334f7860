/** Starts `child.ts` in a process of its own and talks to it. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import type { Message } from './child.js';
import type { Order } from './tasks.js';

/** A process that waits for its order. */
export interface Child {
  /**
   * Gives the order; resolves to the result of the task, or to `undefined` if the process was
   * killed.
   *
   * @param onProgress is called with each number that the task reports.
   */
  run<T>(order: Order, onProgress?: (progress: number) => void): Promise<T | undefined>;
  /** Ends the process with SIGKILL, in the middle of whatever it does. */
  kill(): void;
}

/** Resolves when the process has loaded its program, so that several can be set off together. */
export function startChild(): Promise<Child> {
  const program = join(inject('programs'), 'test', 'store', 'child.js');
  const child = fork(program, { execArgv: [] });
  onTestFinished(() => void child.kill('SIGKILL'));

  return new Promise((started, failed) => {
    child.once('exit', (code) => failed(new Error(`The process ended early (${code}).`)));
    child.once('message', () =>
      started({
        kill: () => void child.kill('SIGKILL'),
        run: (order, onProgress) =>
          new Promise((resolve, reject) => {
            child.on('message', (message: Message) => {
              if (message === 'ready') return;
              if ('progress' in message) return onProgress?.(message.progress);
              resolve(message.result as never);
              child.disconnect();
            });
            child.once('close', (code, signal) => {
              if (signal === 'SIGKILL') resolve(undefined);
              else reject(new Error(`The process ended early (${code ?? signal}).`));
            });
            child.send(order);
          }),
      }),
    );
  });
}
