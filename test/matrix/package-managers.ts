// Package managers besides npm and pnpm, with which the variants are installed anyway.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { bun, yarn } from '../package-managers/programs.js';
import type { CommandResult } from './command.js';
import { command } from './command.js';
import { connection, quickKeys } from './connection/step.js';
import { projectEnvironment, repository } from './environment.js';
import type { Shared } from './runs.js';
import type { Place, Step } from './steps.js';
import { create, exists, script, typesHold } from './steps.js';

/** A project installed with bun, then once more by its lock file alone; nothing where bun has no program. */
export function bunSteps(at: Place, shared: Shared): Step[] {
  const program = bun;
  if (program === undefined) return [];
  const run = (...args: readonly string[]) => command(program, args, at.folder, at.env);
  return [
    managersReady,
    create(at, '--package-manager=bun'),
    { name: 'bun install', required: true, work: () => run('install') },
    exists(at, 'bun.lock'),
    { name: 'bun install by the lock file', work: () => run('install', '--frozen-lockfile') },
    ...works(at, shared),
  ];
}

/** A project installed with yarn, then once more by its lock file alone. */
export function yarnSteps(at: Place, shared: Shared): Step[] {
  const run = async (...args: readonly string[]) =>
    command(yarn, args, at.folder, { ...at.env, ...(await yarnEnvironment(at)) });
  return [
    managersReady,
    create(at, '--package-manager=yarn'),
    { name: 'packages for other systems', work: () => withoutOthers(at) },
    { name: 'yarn install', required: true, work: () => run('install', '--no-immutable') },
    exists(at, 'yarn.lock'),
    { name: 'yarn install by the lock file', work: () => run('install', '--immutable') },
    ...works(at, shared),
  ];
}

let ready: Promise<CommandResult> | undefined;

/** Once for both. */
const managersReady: Step = {
  name: 'package managers',
  required: true,
  work: () => {
    const script = 'scripts/package-managers.js';
    ready ??= command(process.execPath, [script], repository, projectEnvironment());
    return ready;
  },
};

/** What was installed is all there: the compiler finds it, and the server that it made starts with it. */
function works(at: Place, shared: Shared): Step[] {
  return [
    { name: 'types', work: () => shared.typesKnown.check(at) },
    script(at, 'build', ...typesHold),
    connection(at, shared, { ...quickKeys, stepsUp: true }),
  ];
}

/** It does not read npm's settings, which say where packages come from here. */
async function yarnEnvironment({ folder, env }: Place): Promise<NodeJS.ProcessEnv> {
  const options = { cwd: repository, env, extendEnv: false };
  const { stdout } = await execa('npm', ['config', 'get', 'registry'], options);
  return {
    YARN_NPM_REGISTRY_SERVER: stdout,
    YARN_GLOBAL_FOLDER: `${folder}-yarn`,
    YARN_ENABLE_TELEMETRY: '0',
  };
}

/**
 * Yarn wants to know the packages of a tool for every system there is, and some registries do not
 * carry those that nobody near them has asked for: here, the one for this system stands for all.
 */
async function withoutOthers({ folder }: Place) {
  const file = join(folder, 'package.json');
  const own = `@biomejs/cli-${process.platform}-${process.arch}`;
  const biome = join(repository, 'node_modules/@biomejs/biome/package.json');
  const { optionalDependencies, version } = JSON.parse(await readFile(biome, 'utf8'));
  const others = Object.keys(optionalDependencies).filter((name) => name !== own);
  const resolutions = Object.fromEntries(others.map((name) => [name, `npm:${own}@${version}`]));
  const project = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...project, resolutions }, null, 2));
  return { ok: true, output: '', seconds: 0 };
}
