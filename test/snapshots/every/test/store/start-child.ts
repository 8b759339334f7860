/** Starts `child.ts` in a process of its own. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import type { Message } from './child.js';
import type { Order } from './tasks.js';

/** A process that waits for its order. */
export interface Child {
  /**
   * @param report hears each number of the task
   * @returns its result, or `undefined` if it was killed
   */
  run<T>(order: Order, report?: (n: number) => void): Promise<T | undefined>;
  /** Ends the process with SIGKILL. */
  kill(): void;
}

/** Resolves when its program is loaded. */
export async function startChild(): Promise<Child> {
  const program = join(inject('programs'), 'test', 'store', 'child.js');
  const child = fork(program, { execArgv: [] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = once(child, 'close').then(([code, signal]): undefined => {
    if (signal !== 'SIGKILL') throw new Error(`The process ended early (${code ?? signal}).`);
  });
  await Promise.race([once(child, 'message'), ended]);
  return {
    kill: () => void child.kill('SIGKILL'),
    run: (order, report) => {
      const done = new Promise<never>((resolve) => {
        child.on('message', (message: Message) => {
          if (message === 'ready') return;
          if ('progress' in message) return report?.(message.progress);
          resolve(message.result as never);
          child.disconnect();
        });
      });
      child.send(order);
      return Promise.race([done, ended]);
    },
  };
}
