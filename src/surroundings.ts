// Collects the real world for a run: this process, its terminal, its random numbers, its templates.
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { wantsJson } from './command-line/wants-json.js';
import type { World } from './commands/world.js';
import type { Output } from './ui/output.js';
import { plainOutput } from './ui/plain-output.js';

/**
 * What only a terminal needs is loaded at a terminal.
 *
 * @param entry URL of the program's entry file; templates/ lies next to its folder
 * @param signal aborted when the process is asked to stop
 */
export async function surroundings(entry: string, signal: AbortSignal): Promise<World> {
  const { stdin, stdout, env } = process;
  const argv = process.argv.slice(2);
  const json = wantsJson(argv);
  const mayAsk = stdin.isTTY && stdout.isTTY && !json && !isContinuousIntegration(env);
  const nodeFlags = process.execArgv.filter((flag) => !flag.startsWith('--inspect'));
  return {
    argv,
    env,
    cwd: process.cwd(),
    signal,
    random: randomBytes,
    templatesRoot: fileURLToPath(new URL('../templates/', entry)),
    janitorCommand: [process.execPath, ...nodeFlags, fileURLToPath(entry), 'janitor'],
    stdin,
    output: await outputFor(json),
    ...(mayAsk ? { asker: (await import('./ui/terminal-asker.js')).terminalAsker(signal) } : {}),
  };
}

/** With JSON, standard output holds the result and nothing else. */
async function outputFor(json: boolean): Promise<Output> {
  const { stdout, stderr } = process;
  const toStdout = (text: string) => stdout.write(text);
  if (json) return plainOutput((text) => stderr.write(text), toStdout);
  if (!stdout.isTTY) return plainOutput(toStdout);
  return (await import('./ui/terminal-output.js')).terminalOutput(stdout);
}

/** There may be a terminal, and nobody at it. */
function isContinuousIntegration({ CI }: NodeJS.ProcessEnv): boolean {
  return CI !== undefined && !['', '0', 'false'].includes(CI.toLowerCase());
}
