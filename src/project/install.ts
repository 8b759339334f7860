// Installs the new project's dependencies with the package manager that was chosen.
import type { PackageManager } from '../answers/commands.js';
import type { Outcome, ProcessWorld } from './run.js';
import { run } from './run.js';

/**
 * A new project stands alone, even inside somebody's workspace: it is not a member yet. For pnpm its
 * own pnpm-workspace.yaml sees to that.
 */
const installArguments: Readonly<Record<PackageManager, readonly string[]>> = {
  npm: ['install', '--no-audit', '--no-fund', '--no-workspaces'],
  pnpm: ['install'],
  yarn: ['install'],
  bun: ['install'],
};

/** On a CI machine yarn refuses to write a lock file, which a new project does not have yet. */
const firstOfYarn = { YARN_ENABLE_IMMUTABLE_INSTALLS: 'false' };

/**
 * @param folder the project
 * @returns how it ended; `found` is false when the package manager is not installed
 */
export function install(
  packageManager: PackageManager,
  folder: string,
  world: ProcessWorld,
): Promise<Outcome> {
  const env = packageManager === 'yarn' ? { ...world.env, ...firstOfYarn } : world.env;
  return run(packageManager, installArguments[packageManager], folder, { ...world, env });
}
