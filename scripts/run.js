// Runs a program of this repository and waits for it.
import { spawn, spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the repository. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const windows = process.platform === 'win32';

/**
 * Shows the program's output as it comes.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {boolean} whether it ended well
 */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: windows,
    ...options,
  });
  if (error !== undefined) console.error(`${command} could not be started: ${error.message}`);
  return status === 0;
}

/**
 * The same without waiting for it, while others run.
 *
 * @param {readonly string[]} command with its arguments
 * @param {NodeJS.ProcessEnv} [more] variables besides
 * @returns {Promise<boolean>} whether it ended well
 */
export function start([program = '', ...args], more = {}) {
  const env = { ...process.env, ...more };
  const child = spawn(program, args, { cwd: root, env, stdio: 'inherit', shell: windows });
  return new Promise((resolve) => {
    child.once('error', ({ message }) => {
      console.error(`${program} could not be started: ${message}`);
      resolve(false);
    });
    child.once('close', (code) => resolve(code === 0));
  });
}
