// The site whose pages are tested: the default project, created by the built program, as a process.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { execa } from 'execa';
import type { TestProject } from 'vitest/node';
import { freePort } from '../matrix/connection/server.js';
import { projectEnvironment, repository } from '../matrix/environment.js';

/** What the tests are told. */
export interface Site {
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    site: Site;
  }
}

/** The scheme that the operator allows; every other without a dot is refused. */
export const allowedScheme = 'notebook';

const startLimitMs = 60_000;

let end: () => Promise<void> = async () => undefined;

/** Starts it, once for all tests. */
export async function setup(project: TestProject): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'create-mcp-oauth-app-site-'));
  const app = join(folder, 'notes');
  const port = await freePort();
  const site: Site = { url: `http://localhost:${port}`, user: 'ada', password: 'a long password' };
  const env = {
    ...projectEnvironment(),
    PORT: `${port}`,
    PUBLIC_URL: site.url,
    PRIVATE_USE_SCHEMES: allowedScheme,
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'warn',
  };
  const cli = [join(repository, 'dist', 'cli.js'), app, '--yes', '--no-install', '--no-git'];
  await execa(process.execPath, cli, { env, extendEnv: false });
  await symlink(join(repository, 'node_modules'), join(app, 'node_modules'), 'junction');
  const program = (name: string) => ['--import', 'tsx', `src/${name}.ts`];
  await execa(
    process.execPath,
    [...program('admin'), 'users', 'add', site.user, '--password-stdin'],
    {
      cwd: app,
      env,
      extendEnv: false,
      input: site.password,
    },
  );
  const server = spawn(process.execPath, program('main'), {
    cwd: app,
    env,
    // The log tells of every decision; what goes wrong comes on the other stream.
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await ready(site.url, () => server.exitCode !== null);
  project.provide('site', site);
  end = async () => {
    server.kill();
    if (server.exitCode === null) await once(server, 'close');
    await rm(folder, { recursive: true, force: true });
  };
}

/** Ends it. */
export function teardown(): Promise<void> {
  return end();
}

async function ready(url: string, hasEnded: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + startLimitMs;
  for (;;) {
    const isUp = await fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
    if (hasEnded() || performance.now() > giveUpAt) throw new Error('The site did not start.');
    await wait(100);
  }
}
