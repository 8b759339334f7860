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

/**
 * @param folder the project
 * @returns how it ended; `found` is false when the package manager is not installed
 */
export function install(
  packageManager: PackageManager,
  folder: string,
  world: ProcessWorld,
): Promise<Outcome> {
  return run(packageManager, installArguments[packageManager], folder, world);
}
