// Fills one pnpm store with everything the variants depend on, so that each installs offline.
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Variant } from '../../src/answers/schema.js';
import { withDefaults } from '../../src/answers/settle.js';
import { readLayers } from '../../src/layers/read.js';
import { layersFor } from '../../src/layers/registry.js';
import { render } from '../../src/render/render.js';
import type { CommandResult } from './command.js';
import { command } from './command.js';
import { projectEnvironment, repository } from './environment.js';

type Dependencies = Record<string, string>;

export interface Store {
  /** The pnpm of this repository. */
  readonly pnpm: string;
  readonly folder: string;
  /** Fills it for the first who needs it, which takes the network, and tells all how that went. */
  readonly filled: () => Promise<CommandResult>;
}

/** Nothing is done yet. */
export function warmStore(variants: readonly Variant[], folder: string): Store {
  const pnpm = programOfPnpm();
  let filled: Promise<CommandResult> | undefined;
  return {
    pnpm,
    folder,
    filled: () => {
      filled ??= fill(variants, folder, pnpm);
      return filled;
    },
  };
}

/** Its program for this system where there is one, which `.bin/pnpm` would start with a Node of its own. */
function programOfPnpm(): string {
  const modules = join(repository, 'node_modules');
  const program = join(modules, '@pnpm', `exe.${process.platform}-${process.arch}`, 'pnpm');
  return existsSync(program) ? program : join(modules, '.bin', 'pnpm');
}

async function fill(
  variants: readonly Variant[],
  folder: string,
  pnpm: string,
): Promise<CommandResult> {
  const dependencies: Dependencies = {};
  for (const variant of variants) Object.assign(dependencies, await dependenciesOf(variant));
  const project = `${folder}-project`;
  await mkdir(project, { recursive: true });
  await writeFile(join(project, 'package.json'), JSON.stringify({ private: true, dependencies }));
  const flags = ['--ignore-scripts', '--config.strict-dep-builds=false', ...pnpmFlags({ folder })];
  return command(pnpm, ['install', ...flags], project, projectEnvironment());
}

/** For every installation that uses the store. */
export function pnpmFlags({ folder }: Pick<Store, 'folder'>): string[] {
  return [
    '--no-frozen-lockfile',
    `--store-dir=${folder}`,
    `--config.cache-dir=${folder}-cache`,
    // Packages lie in the store alone, each beside what it declares; projects have links to theirs.
    '--config.enable-global-virtual-store=true',
  ];
}

async function dependenciesOf(variant: Variant): Promise<Dependencies> {
  const layers = await readLayers(join(repository, 'templates'), layersFor(variant));
  const tree = render(withDefaults(variant), layers);
  const { dependencies, devDependencies } = JSON.parse(tree.get('package.json')?.text ?? '{}');
  return { ...dependencies, ...devDependencies };
}
