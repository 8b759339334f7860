// Installs this repository's dependencies when they are missing or not those of the lock file.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run.js';

/** @typedef {{ packages: Record<string, { version?: string, optional?: boolean }> }} LockFile */

/** @returns {boolean} whether the dependencies are in place now */
export function setUp() {
  if (isInstalled()) return true;
  console.log('Installing the development tools (npm ci)...');
  const env = { ...process.env };
  delete env['NODE_ENV'];
  return run('npm', ['ci', '--no-audit', '--no-fund'], { env });
}

/** npm writes what it installed into node_modules/.package-lock.json. */
function isInstalled() {
  const wanted = readLock(join(root, 'package-lock.json'));
  const present = readLock(join(root, 'node_modules', '.package-lock.json'));
  if (wanted === undefined || present === undefined) return false;
  return Object.entries(wanted.packages).every(
    ([path, { version, optional }]) =>
      path === '' || optional === true || present.packages[path]?.version === version,
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
