// Collects the real world for a run: this process, its terminal, its random numbers, its templates.
import { fileURLToPath } from 'node:url';
import type { Asker } from './answers/asker.js';
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
    // Loaded when it is asked; few commands do.
    random: (bytes) => process.getBuiltinModule('node:crypto').randomBytes(bytes),
    templatesRoot: fileURLToPath(new URL('../templates/', entry)),
    janitorCommand: [process.execPath, ...nodeFlags, fileURLToPath(entry), 'janitor'],
    stdin,
    output: await outputFor(json),
    ...(mayAsk ? { asker: await askerFor(signal) } : {}),
  };
}

/** With JSON, standard output holds the result and nothing else. */
async function outputFor(json: boolean): Promise<Output> {
  const { stdout, stderr, env } = process;
  const toStdout = (text: string) => stdout.write(text);
  if (json) return plainOutput((text) => stderr.write(text), toStdout);
  if (!stdout.isTTY || isStatic(env)) return plainOutput(toStdout);
  return (await import('./ui/terminal-output.js')).terminalOutput(stdout);
}

async function askerFor(signal: AbortSignal): Promise<Asker> {
  const { stdin, stdout, env } = process;
  if (isStatic(env)) return (await import('./ui/line-asker.js')).lineAsker(stdin, stdout, signal);
  return (await import('./ui/terminal-asker.js')).terminalAsker(stdin, stdout, signal);
}

/**
 * Whether nothing may be drawn again: for a screen reader, which reads what changes from the start, or
 * because the terminal cannot move its cursor. `ACCESSIBLE` is what other tools ask for, too.
 */
function isStatic({ TERM, ACCESSIBLE }: NodeJS.ProcessEnv): boolean {
  return TERM === 'dumb' || (ACCESSIBLE !== undefined && !isOff(ACCESSIBLE));
}

/** There may be a terminal, and nobody at it. */
function isContinuousIntegration({ CI }: NodeJS.ProcessEnv): boolean {
  return CI !== undefined && !isOff(CI);
}

function isOff(value: string): boolean {
  return ['', '0', 'false'].includes(value.toLowerCase());
}
