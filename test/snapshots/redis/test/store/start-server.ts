/** Starts a Redis server of the tests' own; see `server-process.ts`. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Answer, Order } from './server-process.js';
import type { TestServer } from './test-server.js';

const source = fileURLToPath(new URL('./server-process.ts', import.meta.url));

/**
 * @param programs the folder of `compile-programs.ts`; without it the source runs
 * @param settings further lines for its configuration
 * @throws Error that says how to provide a server if none can be had
 */
export async function startServer(programs?: string, settings = ''): Promise<TestServer> {
  const child =
    programs === undefined
      ? fork(source, [settings], { execArgv: ['--import', 'tsx'] })
      : fork(join(programs, 'test', 'store', 'server-process.js'), [settings], { execArgv: [] });
  let running = await answerOf(child);
  const { url } = running;
  const order = async (what: Order): Promise<void> => {
    child.send(what);
    running = await answerOf(child);
  };
  return {
    url,
    start: () => order('start'),
    stop: () => order('stop'),
    crash: () => order('crash'),
    async freeze() {
      const { pid } = running;
      process.kill(pid, 'SIGSTOP');
      return () => void process.kill(pid, 'SIGCONT');
    },
    async close() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

type Running = Exclude<Answer, { error: string }>;

async function answerOf(child: ChildProcess): Promise<Running> {
  const ended = once(child, 'exit').then(() => {
    throw new Error('The process that keeps the server ended.');
  });
  const [answer] = (await Promise.race([once(child, 'message'), ended])) as [Answer];
  ended.catch(() => undefined);
  if (!('error' in answer)) return answer;
  child.disconnect();
  throw new Error(answer.error);
}
