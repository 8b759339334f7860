// Installs the package managers that tests run besides npm and pnpm.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './run.js';
import { setUp } from './set-up.js';

/** @returns {boolean} whether they are in place now */
export function setUpManagers() {
  return setUp('yarn and bun', join(root, 'test/package-managers'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = setUpManagers() ? 0 : 1;
}
