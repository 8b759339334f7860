// Package managers besides npm and pnpm, with which the variants are installed anyway.
import { join } from 'node:path';
import { command } from './command.js';
import { projectEnvironment, repository } from './environment.js';
import type { Place, Step } from './steps.js';
import { create, exists, script } from './steps.js';

const folder = join(repository, 'test', 'package-managers');
const bun = join(folder, 'node_modules', '@oven', 'bun-linux-x64', 'bin', 'bun');

/**
 * Installs with bun, then once more by its lock file alone.
 *
 * @returns nothing to do where the package has no program
 */
export function bunSteps(at: Place): Step[] {
  if (process.platform !== 'linux' || process.arch !== 'x64') return [];
  return [
    {
      name: 'bun itself',
      required: true,
      work: () => command('npm', ['ci', '--no-audit', '--no-fund'], folder, projectEnvironment()),
    },
    create(at, '--package-manager=bun'),
    {
      name: 'bun install',
      required: true,
      work: () => command(bun, ['install'], at.folder, at.env),
    },
    exists(at, 'bun.lock'),
    {
      name: 'bun install by the lock file',
      work: () => command(bun, ['install', '--frozen-lockfile'], at.folder, at.env),
    },
    script(at, 'check'),
  ];
}
