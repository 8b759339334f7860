// Runs git in a project, without what its configuration could make it do besides.
import { CreateError } from '../errors.js';
import type { Outcome, ProcessWorld } from './run.js';
import { run } from './run.js';

/** No hooks and no watcher; nothing is locked for the sake of speed. */
const plain = [
  '--no-optional-locks',
  ...['-c', 'core.fsmonitor=false'],
  ...['-c', 'core.hooksPath=/dev/null'],
];

/** Before a command that is given paths: `[a].ts` is that file, not a pattern. */
export const literally = '--literal-pathspecs';

/**
 * @param input for standard input
 * @returns how it ended; its words are in English, so that they can be told apart
 * @throws CreateError GIT_MISSING
 */
export async function tryGit(
  args: readonly string[],
  root: string,
  world: ProcessWorld,
  input?: string | Uint8Array,
): Promise<Outcome> {
  const english = { ...world, env: { ...world.env, LC_ALL: 'C' } };
  const outcome = await run('git', [...plain, ...args], root, english, input);
  if (!outcome.found) throw new CreateError('GIT_MISSING', 'git is not on this machine.');
  return outcome;
}

/**
 * @returns what it printed
 * @throws CreateError GIT_MISSING or GIT_FAILED
 */
export async function git(
  args: readonly string[],
  root: string,
  world: ProcessWorld,
  input?: string | Uint8Array,
): Promise<string> {
  const outcome = await tryGit(args, root, world, input);
  if (outcome.ok) return outcome.stdout;
  throw new CreateError(
    'GIT_FAILED',
    `git ${args.find((arg) => !arg.startsWith('-'))} failed: ${outcome.output.trim()}`,
  );
}

/** @returns the items of output made with -z */
export function items(output: string): string[] {
  return output.split('\0').filter((item) => item !== '');
}
