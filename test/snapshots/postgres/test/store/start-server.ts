/** Starts a PostgreSQL server of the tests' own; see `server-process.ts`. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import type { Answer, Order } from './server-process.js';
import type { TestServer } from './test-server.js';

const source = fileURLToPath(new URL('./server-process.ts', import.meta.url));

/**
 * @param programs the folder of `compile-programs.ts`; without it the source runs
 * @throws Error that says how to provide a server if none can be had
 */
export async function startServer(programs?: string): Promise<TestServer> {
  const child =
    programs === undefined
      ? fork(source, { execArgv: ['--import', 'tsx'] })
      : fork(join(programs, 'test', 'store', 'server-process.js'), { execArgv: [] });
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
    freeze: () => freeze(running),
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

/** The server has more than one process. */
async function freeze({ url, pid }: Running): Promise<() => void> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query('SELECT pid FROM pg_stat_activity');
  const pids: number[] = [pid, ...rows.map((row) => row.pid)];
  signal(pids, 'SIGSTOP');
  client.end().catch(() => undefined);
  return () => signal(pids.splice(0), 'SIGCONT');
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch (error) {
      // It has ended by itself.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}
