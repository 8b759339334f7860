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
 * Starts a program of this repository, while others run.
 *
 * @param {readonly string[]} command with its arguments
 * @param {{ quiet?: boolean }} [options] `quiet` keeps what it prints, in place of showing it as it comes
 * @returns {Promise<{ ok: boolean, output: string }>} whether it ended well; what was kept, or why it
 *   did not start
 */
export function start([program = '', ...args], { quiet = false } = {}) {
  const prints = quiet ? 'pipe' : 'inherit';
  const child = spawn(program, args, {
    cwd: root,
    stdio: ['inherit', prints, prints],
    shell: windows,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  return new Promise((resolve) => {
    child.once('error', ({ message }) =>
      resolve({ ok: false, output: `${program} could not be started: ${message}` }),
    );
    child.once('close', (code) => resolve({ ok: code === 0, output }));
  });
}
