// Runs one child process in its own process group, so that it and its children end with us.
import { CreateError } from '../errors.js';
import { startChild } from './child.js';
import type { Janitor } from './janitor.js';
import { killGroup } from './kill-group.js';

/** What every child process needs to know. */
export interface ProcessWorld {
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  /** Told which group runs; absent for commands that write nothing. */
  readonly janitor?: Janitor;
}

export interface Outcome {
  readonly ok: boolean;
  readonly stdout: string;
  /** Both streams, in the order in which they came. */
  readonly output: string;
  /** Whether the program exists at all. */
  readonly found: boolean;
  /** Absent when a signal ended it, or when it could not be started. */
  readonly exitCode?: number;
}

/**
 * @param command a program looked up on the PATH
 * @param input for its standard input, which is empty otherwise
 * @returns how it ended; a failing program is a value, not an exception
 * @throws CreateError when the run was cancelled meanwhile
 */
export async function run(
  command: string,
  args: readonly string[],
  cwd: string,
  world: ProcessWorld,
  input?: string | Uint8Array,
): Promise<Outcome> {
  world.signal.throwIfAborted();
  const { pid: group, ended } = startChild(command, args, { cwd, env: world.env, input });
  const stop = () => {
    if (group !== undefined) killGroup(group);
  };
  world.signal.addEventListener('abort', stop);
  if (group !== undefined) await world.janitor?.tell({ type: 'running', group });
  const { exitCode, found, stdout, output } = await ended;
  world.signal.removeEventListener('abort', stop);
  await world.janitor?.tell({ type: 'running', group: null });
  if (world.signal.aborted) throw world.signal.reason ?? new CreateError('CANCELLED', 'Cancelled.');
  return {
    ok: exitCode === 0,
    stdout,
    output,
    found,
    ...(exitCode === undefined ? {} : { exitCode }),
  };
}
