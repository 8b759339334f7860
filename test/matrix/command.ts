// Runs one command of a variant, keeping what it says for the case that it fails.
import { execa } from 'execa';

export interface CommandResult {
  readonly ok: boolean;
  /** Both streams, in order. */
  readonly output: string;
  readonly seconds: number;
}

/** @param limitSeconds after which the command is ended and counts as failed */
export async function command(
  program: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
  limitSeconds = 900,
): Promise<CommandResult> {
  const started = performance.now();
  const result = await execa(program, args, {
    cwd,
    env,
    extendEnv: false,
    stdin: 'ignore',
    all: true,
    reject: false,
    timeout: limitSeconds * 1000,
  });
  return {
    ok: !result.failed,
    output: result.all ?? result.message ?? '',
    seconds: (performance.now() - started) / 1000,
  };
}
