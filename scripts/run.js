// Runs a program of this repository and waits for it.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
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
 * Starts a program that runs beside others, even while `run` waits for one.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {() => Promise<boolean>} waits for its end, shows what it has printed, and tells whether it
 *   ended well
 */
export function begin(command, args) {
  const folder = mkdtempSync(join(tmpdir(), 'create-mcp-oauth-app-beside-'));
  const printed = join(folder, 'printed');
  const output = openSync(printed, 'w');
  const stdio = /** @type {const} */ (['ignore', output, output]);
  const child = spawn(command, args, { cwd: root, stdio: [...stdio], shell: windows });
  closeSync(output);
  const ended = new Promise((resolve) => {
    child.once('error', ({ message }) => resolve(message));
    child.once('close', resolve);
  });
  return async () => {
    const end = await ended;
    process.stdout.write(readFileSync(printed));
    rmSync(folder, { recursive: true });
    if (typeof end === 'string') console.error(`${command} could not be started: ${end}`);
    return end === 0;
  };
}
