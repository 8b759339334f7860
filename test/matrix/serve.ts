// Starts a built project the way its owner does, and asks it for what every client asks first.
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { execa } from 'execa';
import type { CommandResult } from './command.js';

const startLimitMs = 60_000;

/** `npm start` in the folder: metadata under its own address, and a challenge without a token. */
export async function serve(folder: string, env: NodeJS.ProcessEnv): Promise<CommandResult> {
  const started = performance.now();
  const port = await freePort();
  const server = execa('npm', ['start'], {
    cwd: folder,
    env: { ...env, PORT: String(port) },
    extendEnv: false,
    stdin: 'ignore',
    all: true,
    reject: false,
    // npm, its shell and the server end together.
    detached: true,
  });
  const problem = await problemWith(`http://localhost:${port}`, () => server.exitCode === null);
  if (server.pid !== undefined && server.exitCode === null) process.kill(-server.pid, 'SIGTERM');
  const { all = '' } = await server;
  return {
    ok: problem === undefined,
    output: problem === undefined ? all : `${problem}\n${all}`,
    seconds: (performance.now() - started) / 1000,
  };
}

async function problemWith(url: string, isRunning: () => boolean): Promise<string | undefined> {
  const giveUpAt = performance.now() + startLimitMs;
  while ((await status(`${url}/readyz`)) !== 200) {
    if (!isRunning()) return 'npm start ended';
    if (performance.now() > giveUpAt) return 'npm start did not become ready';
    await wait(100);
  }
  const metadata = await fetch(`${url}/.well-known/oauth-authorization-server`);
  const { issuer } = (await metadata.json()) as { issuer?: string };
  if (issuer !== url) return `the issuer is ${issuer}, not ${url}`;
  const refused = await fetch(`${url}/mcp`, { method: 'POST' });
  const challenge = refused.headers.get('www-authenticate') ?? '';
  return refused.status === 401 && challenge.startsWith('Bearer ')
    ? undefined
    : `/mcp answered ${refused.status} with challenge "${challenge}"`;
}

async function status(url: string): Promise<number | undefined> {
  return fetch(url).then(
    (answer) => answer.status,
    () => undefined,
  );
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port to be had');
  return address.port;
}
