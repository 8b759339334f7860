// Installs the new project's dependencies with the package manager that was chosen.
import type { PackageManager } from '../answers/commands.js';
import type { Outcome, ProcessWorld } from './run.js';
import { run } from './run.js';

interface Installation {
  readonly args: readonly string[];
  /** Variables besides. */
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * A new project stands alone, even inside somebody's workspace: it is not a member yet. For pnpm its
 * own pnpm-workspace.yaml sees to that. It has no lock file yet, and on a CI machine yarn would refuse
 * to write one.
 */
const installations: Readonly<Record<PackageManager, Installation>> = {
  npm: { args: ['install', '--no-audit', '--no-fund', '--no-workspaces'] },
  pnpm: { args: ['install'] },
  yarn: { args: ['install'], env: { YARN_ENABLE_IMMUTABLE_INSTALLS: 'false' } },
  bun: { args: ['install'] },
};

/**
 * @param folder the project
 * @returns how it ended; `found` is false when the package manager is not installed
 */
export function install(
  packageManager: PackageManager,
  folder: string,
  world: ProcessWorld,
): Promise<Outcome> {
  const { args, env } = installations[packageManager];
  return run(packageManager, args, folder, { ...world, env: { ...world.env, ...env } });
}
