/** A PostgreSQL server of the tests' own, in a process that ends with its parent. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findPrograms } from './find-programs.js';

/** What the parent asks for; as in `TestServer`. */
export type Order = 'start' | 'stop' | 'crash';

/** What this process answers, at the start and to each order. */
export type Answer = { url: string; pid: number } | { error: string };

const tell = (answer: Answer): void => void process.send?.(answer);

const folder = await mkdtemp(join(tmpdir(), 'postgres-'));
// The server refuses to run as root: then it runs as nobody.
const isRoot = process.getuid?.() === 0;
const user = isRoot ? { uid: 65_534, gid: 65_534 } : {};
const data = join(folder, 'data');
const logFile = join(folder, 'log');

let server: ChildProcess | undefined;
let programs: Awaited<ReturnType<typeof findPrograms>>;

async function make(): Promise<void> {
  programs = await findPrograms(folder);
  await mkdir(data);
  if (isRoot) await Promise.all([folder, data].map((path) => chown(path, 65_534, 65_534)));
  await chmod(data, 0o700);
  const options = ['-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--locale=C', '--no-sync'];
  await promisify(execFile)(programs.initdb, ['-D', data, ...options], user);
}

async function start(): Promise<void> {
  // In a folder that nobody else can enter: no password is needed.
  const settings = {
    listen_addresses: '',
    unix_socket_directories: folder,
    fsync: 'off',
    full_page_writes: 'off',
    max_connections: '200',
    autovacuum: 'off',
    max_wal_size: '4GB',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = await open(logFile, 'a');
  server = spawn(programs.postgres, ['-D', data, ...options], {
    ...user,
    stdio: ['ignore', log.fd, log.fd],
  });
  await log.close();
  const ended = once(server, 'exit').then(async () => {
    throw new Error(`PostgreSQL ended:\n${await readFile(logFile, 'utf8')}`);
  });
  await Promise.race([isReady(), ended]);
  ended.catch(() => undefined);
}

async function isReady(): Promise<void> {
  for (;;) {
    const status = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
    if (/^ready\s*$/m.test(status) && status.startsWith(`${server?.pid}\n`)) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function stop(signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
  if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill('SIGCONT');
  server.kill(signal);
  await ended;
}

const orders: Record<Order, () => Promise<void>> = {
  start,
  stop: () => stop('SIGINT'),
  crash: () => stop('SIGQUIT'),
};

const url = `postgres://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`;

async function obey(work: () => Promise<void>): Promise<void> {
  const problem = await work().catch((error: Error) => error);
  tell(problem instanceof Error ? { error: problem.message } : { url, pid: server?.pid ?? 0 });
}

process.on('message', (order: Order) => void obey(orders[order]));
// However the parent ended: nothing stays behind.
process.once('disconnect', async () => {
  await stop('SIGQUIT');
  await rm(folder, { recursive: true, force: true });
  process.exit();
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);

await obey(async () => {
  await make();
  await start();
});
