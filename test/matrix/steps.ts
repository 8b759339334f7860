// What is done with a generated project, step by step.
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Variant } from '../../src/answers/schema.js';
import { choices, defaultName, layeredKeys } from '../../src/answers/schema.js';
import { renderVariant } from '../render/snapshots.js';
import { codeBehind } from './code-behind.js';
import type { CommandResult } from './command.js';
import { command } from './command.js';
import { repository } from './environment.js';
import { lint } from './lint-step.js';
import type { Proven } from './proven.js';
import type { RanSomewhere } from './ran-somewhere.js';
import type { TestResult } from './test-step.js';
import { described, runTests } from './test-step.js';
import type { Store } from './warm-store.js';
import { pnpmFlags } from './warm-store.js';

export interface Step {
  readonly name: string;
  readonly work: () => Promise<CommandResult | TestResult>;
  /** Nothing after it makes sense when it fails. */
  readonly required?: boolean;
}

/** Where a project lies, and what its programs find in their environment. */
export interface Place {
  readonly name: string;
  readonly variant: Variant;
  /** Outside this repository. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * One name for all: a name stands in the code, and would keep variants from sharing what they prove.
 */
export const nameFlag = `--name=${defaultName}`;

/** With the built program. @param flags further answers */
export function create({ variant, folder, env }: Place, ...flags: readonly string[]): Step {
  const answers = layeredKeys.map((key) => `--${choices[key].flag}=${variant[key]}`);
  const cli = [join(repository, 'dist', 'cli.js'), 'create', folder, '--yes'];
  const args = [...cli, nameFlag, '--no-install', '--no-git', ...answers, ...flags];
  const work = () => command(process.execPath, args, repository, env);
  return { name: 'create', required: true, work };
}

/** Real npm, as most people install. */
export function npmInstall({ folder, env }: Place): Step {
  const work = () => command('npm', ['install', '--no-audit', '--no-fund'], folder, env);
  return { name: 'npm install', required: true, work };
}

/** Just what the project declares, from a store that holds everything. */
export function pnpmInstall({ folder, env }: Place, store: Store): Step {
  const args = ['install', '--offline', ...pnpmFlags(store)];
  return {
    name: 'pnpm install',
    required: true,
    work: () => command(store.pnpm, args, folder, env),
  };
}

/** What `npm run check` does, but for files that were linted elsewhere. */
export function check(at: Place, { linted }: { linted: Proven }): Step[] {
  const { variant, folder, env } = at;
  const files = async () => [...(await renderVariant(variant)).keys()];
  const types = ['exec', '--no', '--', 'tsc', '--singleThreaded'];
  return [
    { name: 'lint', work: async () => lint(at, linted, await files()) },
    { name: 'types', work: () => command('npm', types, folder, env) },
  ];
}

/** `npm run check`, `npm run build`: both end with the compiler, for which others leave no processor. */
export function script({ folder, env }: Place, name: 'check' | 'build'): Step {
  const args = ['run', name, '--', '--singleThreaded'];
  return { name, work: () => command('npm', args, folder, env) };
}

/** The project's own tests, but those that ran elsewhere with the same code. */
export function tests(at: Place, shared: { proven: Proven; ranSomewhere: RanSomewhere }): Step {
  const files = async () => [...(await renderVariant(at.variant)).keys()];
  return testsOf(at, shared, files);
}

/** The same for a project that is not as it was rendered. @param files what it consists of */
export function testsOf(
  { name, folder, env }: Place,
  { proven, ranSomewhere }: { proven: Proven; ranSomewhere: RanSomewhere },
  files: () => Promise<readonly string[]>,
): Step {
  return {
    name: 'test',
    work: async () => {
      const toRun = proven.claim(name, await codeBehind(folder, await files()));
      const result = await runTests(folder, env, `${folder}-report.json`, {
        toRun,
        ranSomewhere,
      });
      return { ...result, note: described(toRun) };
    },
  };
}

/** A file that must be there by now. */
export function exists({ folder }: Place, file: string): Step {
  return {
    name: file,
    work: async () => {
      const ok = await access(join(folder, file)).then(
        () => true,
        () => false,
      );
      return { ok, output: `${file} is missing`, seconds: 0 };
    },
  };
}
