// Where the package managers are that tests run, besides the npm of this machine.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';

const folder = join(import.meta.dirname, '../package-managers');

/** A dependency of this repository. */
export const pnpm = join(import.meta.dirname, '../../node_modules/.bin/pnpm');

const bun = join(folder, 'node_modules/@oven/bun-linux-x64/bin/bun');

/**
 * Brings bun if it is not there yet, which needs the network.
 *
 * @returns its path; undefined where the package in this folder holds no program
 */
export async function bunProgram(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  if (!existsSync(bun)) await execa('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder });
  return bun;
}
