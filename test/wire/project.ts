// A project of each framework, rendered and compiled, and the way to run it.
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from 'esbuild';
import { execa } from 'execa';
import type { Variant } from '../../src/answers/schema.js';
import { projectEnvironment, repository } from '../matrix/environment.js';
import { renderVariant } from '../render/snapshots.js';
import { allowedOrigin, host } from './requests/request.js';
import { moreTools, withMoreTools } from './tools.js';

export interface RunningServer {
  readonly port: number;
  /** @returns what it printed; throws if it did not end well */
  readonly stop: () => Promise<string>;
}

const startLimitMs = 30_000;
const secret = 'q7Vw2ZkXr9TgYb4NcHs6MdJf8LpAe3Ru';

/**
 * Writes the project and takes the types out of it, in a fraction of the time that checking them
 * takes. Its dependencies are those of this repository: a rule of the layers says that both have the
 * same versions; the matrix installs and builds each variant by itself.
 */
export async function buildProject(folder: string, variant: Variant): Promise<void> {
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  };
  const index = 'src/mcp/tools/index.ts';
  for (const [path, { text }] of await renderVariant(variant)) {
    await write(path, path === index ? withMoreTools(text) : text);
  }
  await write('src/mcp/tools/more-tools.ts', moreTools);
  await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'), 'junction');
  await build({
    absWorkingDir: folder,
    entryPoints: ['src/**/*.ts', 'src/**/*.json'],
    loader: { '.json': 'copy' },
    outbase: 'src',
    outdir: 'dist',
    format: 'esm',
    logLevel: 'warning',
  });
}

/** What all servers are told alike: random values and times are the only differences between them. */
export function settings(database: string): NodeJS.ProcessEnv {
  const limits = ['authorize', 'login', 'login_address', 'register', 'token'];
  return {
    ...projectEnvironment(),
    NODE_ENV: 'production',
    PUBLIC_URL: `https://${host}`,
    HOST: '127.0.0.1',
    DATABASE_URL: `file:${database}`,
    SECRET_KEYS: secret,
    ALLOWED_ORIGINS: allowedOrigin,
    RATE_LIMITS: limits.map((name) => `${name}=1000000/3600`).join(','),
    LOG_LEVEL: 'warn',
  };
}

/** Adds somebody who can sign in. */
export async function addUser(
  folder: string,
  env: NodeJS.ProcessEnv,
  { name, password }: { name: string; password: string },
): Promise<void> {
  const args = ['dist/admin.js', 'users', 'add', name, '--password-stdin'];
  await execa(process.execPath, args, { cwd: folder, env, extendEnv: false, input: password });
}

/** `npm start`, without npm. */
export async function startServer(
  folder: string,
  env: NodeJS.ProcessEnv,
  port: number,
): Promise<RunningServer> {
  const server = execa(process.execPath, ['dist/main.js'], {
    cwd: folder,
    env: { ...env, PORT: `${port}` },
    extendEnv: false,
    stdin: 'ignore',
    all: true,
    reject: false,
  });
  const stop = async () => {
    server.kill('SIGTERM');
    const { exitCode, all } = await server;
    if (exitCode !== 0) throw new Error(`The server ended with ${exitCode}:\n${all}`);
    return all ?? '';
  };
  const giveUpAt = performance.now() + startLimitMs;
  while (!(await isReady(port))) {
    if (server.exitCode !== null || performance.now() > giveUpAt) {
      server.kill('SIGKILL');
      throw new Error(`The server of ${folder} did not start:\n${(await server).all}`);
    }
    await pause(50);
  }
  return { port, stop };
}

function isReady(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
}
