// What is done with a generated project, step by step.
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Variant } from '../../src/answers/schema.js';
import { choices, defaultName, layeredKeys } from '../../src/answers/schema.js';
import { renderVariant } from '../render/snapshots.js';
import { layersApart } from './apart.js';
import { codeBehind } from './code-behind.js';
import type { CommandResult } from './command.js';
import { command } from './command.js';
import type { NodeRelease } from './environment.js';
import { repository } from './environment.js';
import { lint } from './lint-step.js';
import type { Home } from './own-programs.js';
import { runIn, scriptOf, toolOf } from './own-programs.js';
import type { Proven } from './proven.js';
import type { RanSomewhere } from './ran-somewhere.js';
import type { TestResult } from './test-step.js';
import { described, runTests } from './test-step.js';
import type { TypesKnown } from './types-step.js';
import type { Store } from './warm-store.js';
import { pnpmFlags } from './warm-store.js';

export interface Step {
  readonly name: string;
  readonly work: () => Promise<CommandResult | TestResult>;
  /** Nothing after it makes sense when it fails. */
  readonly required?: boolean;
}

/** Where a project lies, and what its programs find in their environment. */
export interface Place extends Home {
  readonly name: string;
  readonly variant: Variant;
  /** The Node of its environment, where others run on another. */
  readonly node?: NodeRelease;
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
  const work = async () => {
    const filled = await store.filled();
    return filled.ok ? command(store.pnpm, args, folder, env) : filled;
  };
  return { name: 'pnpm install', required: true, work };
}

/** What `npm run check` does, but for what was found good elsewhere. */
export function check(
  at: Place,
  { linted, typesKnown }: { linted: Proven; typesKnown: TypesKnown },
): Step[] {
  const files = async () => [...(await renderVariant(at.variant)).keys()];
  return [
    { name: 'lint', work: async () => lint(at, linted, await files()) },
    { name: 'types', work: () => typesKnown.check(at) },
  ];
}

/** The compiler, for which others leave one processor. */
export function types(at: Home): Step {
  return { name: 'types', work: () => runIn(at, toolOf(at, 'tsc', ['--singleThreaded'])) };
}

/** For a build after the same compiler found nothing in these very sources: it need not look again. */
export const typesHold = ['--noCheck'] as const;

/** `npm run check`, `npm run build`: both end with the compiler. @param flags further ones for it */
export function script(at: Home, name: 'check' | 'build', ...flags: readonly string[]): Step {
  const args = ['--singleThreaded', ...flags];
  return { name, work: () => runIn(at, scriptOf(at, name, args)) };
}

/** The project's own tests, but those that ran elsewhere with the same code. */
export function tests(at: Place, shared: { proven: Proven; ranSomewhere: RanSomewhere }): Step {
  const files = async () => [...(await renderVariant(at.variant)).keys()];
  return testsOf(at, shared, files, at.variant);
}

/**
 * The same for a project that need not be as it was rendered.
 *
 * @param files what it consists of
 * @param variant what layers it has by then
 */
export function testsOf(
  at: Place,
  { proven, ranSomewhere }: { proven: Proven; ranSomewhere: RanSomewhere },
  files: () => Promise<readonly string[]>,
  variant: Variant,
): Step {
  return {
    name: 'test',
    work: async () => {
      const behind = await codeBehind(at.folder, await files(), await layersApart(variant));
      const toRun = proven.claim(at.name, behind, at.node);
      const options = { toRun, ranSomewhere, ...(at.node && { node: at.node }) };
      const result = await runTests(at, `${at.folder}-report.json`, options);
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
