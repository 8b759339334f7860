// One server in a process of its own.
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { execa } from 'execa';
import { freePort } from '../matrix/connection/server.js';

const startLimitMs = 30_000;

export interface BenchServer {
  /** The origin. */
  readonly url: string;
  /** Milliseconds that the process has kept processors busy; `undefined` where nobody tells. */
  readonly busyMs: () => number | undefined;
  readonly stop: () => Promise<void>;
}

export interface Program {
  /** Of a built project. */
  readonly folder: string;
  /** In its `dist`. */
  readonly main: string;
  readonly port: number;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Starts a program and waits until it answers.
 *
 * @param printed hears what it writes to standard output
 * @throws Error with what it complained of, if it ends or does not answer in time
 */
export async function startProgram(
  { folder, main, port, env }: Program,
  printed: (text: string) => void,
): Promise<BenchServer> {
  const url = `http://localhost:${port}`;
  const program = execa(process.execPath, [`dist/${main}`], {
    cwd: folder,
    env: { PORT: `${port}`, HOST: '127.0.0.1', PUBLIC_URL: url, ...env },
    stdin: 'ignore',
    reject: false,
  });
  program.stdout.on('data', (chunk: Buffer) => printed(chunk.toString('utf8')));
  const stop = async () => {
    if (program.exitCode === null) program.kill('SIGTERM');
    await program;
  };
  const giveUpAt = performance.now() + startLimitMs;
  while (!(await answers(url))) {
    if (program.exitCode !== null || performance.now() > giveUpAt) {
      program.kill('SIGKILL');
      throw new Error(`${folder}/dist/${main} does not serve:\n${(await program).stderr}`);
    }
    await wait(50);
  }
  return { url, stop, busyMs: () => busyMs(program.pid) };
}

/** Linux counts in ticks, of which every architecture has 100 a second for programs. */
function busyMs(pid: number | undefined): number | undefined {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return undefined;
  // The name of the program, in parentheses, may hold spaces.
  const fields = readFileSync(file, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

export { freePort };

function answers(url: string): Promise<boolean> {
  return fetch(url, { method: 'POST', body: '{}' }).then(
    async (response) => {
      await response.arrayBuffer();
      return true;
    },
    () => false,
  );
}
