/** A Redis server of the tests' own, in a process that ends with its parent. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** What the parent asks for; as in `TestServer`. */
export type Order = 'start' | 'stop' | 'crash';

/** What this process answers, at the start and to each order. */
export type Answer = { url: string; pid: number } | { error: string };

const tell = (answer: Answer): void => void process.send?.(answer);

const folder = await mkdtemp(join(tmpdir(), 'redis-'));
let port = anyPort();
const password = randomBytes(16).toString('hex');
let server: ChildProcess | undefined;

/**
 * Outside the range of outgoing connections, which might take it while Redis is stopped; so is the port
 * 10,000 above it, on which a cluster talks.
 */
function anyPort(): number {
  return randomInt(12_000, 22_000);
}

async function findProgram(): Promise<string> {
  const usual = ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin'];
  for (const place of [...(process.env['PATH'] ?? '').split(delimiter), ...usual]) {
    for (const name of ['redis-server', 'valkey-server']) {
      const path = join(place, name);
      if (await access(path).then(isTrue, isFalse)) return path;
    }
  }
  throw new Error(
    'The tests need a Redis or Valkey server. Install one (apt-get install redis-server, brew install redis), or set TEST_REDIS_URL to one of yours, as in redis://localhost:6379; the tests keep to keys of their own on it.',
  );
}

function isTrue(): boolean {
  return true;
}

function isFalse(): boolean {
  return false;
}

/** Until there is a port that nobody else has. */
async function firstStart(): Promise<void> {
  for (;;) {
    const problem = await start().catch((error: Error) => error);
    if (!(problem instanceof Error)) return;
    if (!problem.message.includes('Failed listening')) throw problem;
    port = anyPort();
  }
}

async function start(): Promise<void> {
  // From standard input, so that no list of processes shows the password. What is acknowledged is
  // with the system, which outlives the process.
  const settings = `
    port ${port}
    bind 127.0.0.1
    requirepass ${password}
    dir ${folder}
    save ""
    appendonly yes
    appendfsync no
    ${process.argv[2] ?? ''}`;
  const child = spawn(await findProgram(), ['-']);
  server = child;
  child.stdin.end(settings);
  let log = '';
  const ready = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      log += chunk.toString('utf8');
      if (log.includes('Ready to accept connections')) resolve();
    });
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error(`Redis ended:\n${log}`);
  });
  await Promise.race([ready, ended]);
  ended.catch(() => undefined);
}

async function stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill('SIGCONT');
  server.kill(signal);
  await ended;
}

const orders: Record<Order, () => Promise<void>> = {
  start,
  stop: () => stop('SIGTERM'),
  crash: () => stop('SIGKILL'),
};

async function obey(work: () => Promise<void>): Promise<void> {
  const problem = await work().catch((error: Error) => error);
  const url = `redis://:${password}@127.0.0.1:${port}`;
  tell(problem instanceof Error ? { error: problem.message } : { url, pid: server?.pid ?? 0 });
}

process.on('message', (order: Order) => void obey(orders[order]));
// However the parent ended: nothing stays behind.
process.once('disconnect', async () => {
  await stop('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  process.exit();
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);

await obey(firstStart);
