// Installs dependencies of this repository when they are missing or not those of the lock file.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run.js';

/** @typedef {{ packages: Record<string, { version?: string, optional?: boolean }> }} LockFile */

/**
 * @param {string} what it installs, for who watches
 * @param {string} folder with a lock file
 * @returns {boolean} whether the dependencies are in place now
 */
export function setUp(what = 'the development tools', folder = root) {
  if (isInstalled(folder)) return true;
  console.log(`Installing ${what} (npm ci)...`);
  const env = { ...process.env };
  delete env['NODE_ENV'];
  return run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, env });
}

/**
 * npm writes what it installed into node_modules/.package-lock.json.
 *
 * @param {string} folder
 */
function isInstalled(folder) {
  const wanted = readLock(join(folder, 'package-lock.json'));
  const present = readLock(join(folder, 'node_modules', '.package-lock.json'));
  if (wanted === undefined || present === undefined) return false;
  return Object.entries(wanted.packages).every(
    ([path, { version, optional }]) =>
      path === '' ||
      present.packages[path]?.version === version ||
      // For another system.
      (optional === true && present.packages[path] === undefined),
  );
}

/**
 * @param {string} file
 * @returns {LockFile | undefined}
 */
function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
