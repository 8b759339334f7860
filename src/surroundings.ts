// Collects the real world for a run: this process, its terminal, its random numbers, its templates.
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { World } from './commands/world.js';
import { plainOutput } from './ui/plain-output.js';
import { terminalAsker } from './ui/terminal-asker.js';
import { terminalOutput } from './ui/terminal-output.js';

/**
 * @param entry URL of the program's entry file; templates/ lies next to its folder
 * @param signal aborted when the process is asked to stop
 */
export function surroundings(entry: string, signal: AbortSignal): World {
  const { stdin, stdout } = process;
  const nodeFlags = process.execArgv.filter((flag) => !flag.startsWith('--inspect'));
  return {
    argv: process.argv.slice(2),
    env: process.env,
    cwd: process.cwd(),
    signal,
    random: randomBytes,
    templatesRoot: fileURLToPath(new URL('../templates/', entry)),
    janitorCommand: [process.execPath, ...nodeFlags, fileURLToPath(entry), 'janitor'],
    stdin,
    output: stdout.isTTY ? terminalOutput(stdout) : plainOutput((text) => stdout.write(text)),
    ...(stdin.isTTY && stdout.isTTY ? { asker: terminalAsker(signal) } : {}),
  };
}
