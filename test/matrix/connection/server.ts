// Starts a built project the way its owner does, on a free port, and ends it.
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { execa } from 'execa';
import type { Home } from '../own-programs.js';
import { scriptOf } from '../own-programs.js';

const startLimitMs = 60_000;

export interface StartedServer {
  /** @returns what it printed */
  readonly stop: () => Promise<string>;
}

/**
 * `npm start` of the project, until it is ready.
 *
 * @param url where the environment tells it to be
 * @param print gets what it prints as it comes
 * @throws Error with everything it printed, if it ends or is not ready in time
 */
export async function startServer(
  at: Home,
  url: string,
  print: (text: string) => void,
): Promise<StartedServer> {
  const { program, args, env } = scriptOf(at, 'start');
  const server = execa(program, args, {
    cwd: at.folder,
    env,
    extendEnv: false,
    stdin: 'ignore',
    all: true,
    reject: false,
    // npm, the shell and the server end together.
    detached: true,
  });
  server.all.on('data', (chunk: Buffer) => print(chunk.toString()));
  const stop = async () => {
    if (server.pid !== undefined && server.exitCode === null) process.kill(-server.pid, 'SIGTERM');
    return (await server).all ?? '';
  };
  const giveUpAt = performance.now() + startLimitMs;
  while ((await status(`${url}/readyz`)) !== 200) {
    const ended = server.exitCode !== null;
    if (ended || performance.now() > giveUpAt) {
      throw new Error(`npm start ${ended ? 'ended' : 'did not become ready'}\n${await stop()}`);
    }
    await wait(100);
  }
  return { stop };
}

/** @returns a port that nobody listens on now */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port to be had');
  return address.port;
}

async function status(url: string): Promise<number | undefined> {
  return fetch(url).then(
    (answer) => answer.status,
    () => undefined,
  );
}
