// Starts the janitor: a detached process that tidies up when this one is killed without a word.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** What the janitor is told, one JSON object a line. */
export type JanitorMessage =
  /** Remove `folders` whole, then `emptied` one by one if nothing is in them. */
  | {
      readonly type: 'own';
      readonly folders: readonly string[];
      readonly emptied: readonly string[];
    }
  /** The process group that is running now, or null. */
  | { readonly type: 'running'; readonly group: number | null }
  /** Everything is in place, or already tidied: leave without doing anything. */
  | { readonly type: 'done' };

export interface Janitor {
  /** Resolves when the message has left this process: from then on even SIGKILL is covered. */
  tell(message: JanitorMessage): Promise<void>;
  /** Says `done` and lets the janitor leave. */
  dismiss(): Promise<void>;
}

/** How to run this program again as the janitor: executable and arguments. */
export type JanitorCommand = readonly [string, ...string[]];

/**
 * The pipe to its standard input is the life line: the system closes it when this process ends,
 * however it ends.
 */
export function startJanitor([executable, ...args]: JanitorCommand): Janitor {
  const child = spawn(executable, args, {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    windowsHide: true,
  });
  const stdin: Writable = child.stdin;
  stdin.on('error', () => child.kill());
  const failed = once(child, 'error').then(([error]) => Promise.reject(error));
  // Nobody may be telling anything yet: the first message will hear of it.
  failed.catch(() => undefined);
  const tell = (message: JanitorMessage): Promise<void> =>
    Promise.race([
      new Promise<void>((resolve) => stdin.write(`${JSON.stringify(message)}\n`, () => resolve())),
      failed,
    ]);
  child.unref();
  return {
    tell,
    dismiss: async () => {
      await tell({ type: 'done' });
      stdin.end();
    },
  };
}
