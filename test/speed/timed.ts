// Measures what somebody waits for at a prompt.
import { execa } from 'execa';
import { projectEnvironment } from '../matrix/environment.js';

/** A command line, and what is done before each run of it. */
export interface Timed {
  readonly name: string;
  readonly program: string;
  /** Makes ready what this run needs, and says with which arguments and variables it runs. */
  readonly ready: (round: number) => Promise<{
    readonly args: readonly string[];
    readonly cwd: string;
    readonly env?: NodeJS.ProcessEnv;
  }>;
}

/**
 * In turns, so that all meet the same machine in the same mood.
 *
 * @returns name -> milliseconds of each round
 */
export async function inTurns(
  subjects: readonly Timed[],
  rounds: number,
): Promise<Map<string, number[]>> {
  const times = new Map(subjects.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, program, ready } of subjects) {
      const { args, cwd, env } = await ready(round);
      const started = performance.now();
      await execa(program, args, {
        cwd,
        env: { ...plainEnvironment(), ...env },
        extendEnv: false,
        stdin: 'ignore',
      });
      times.get(name)?.push(performance.now() - started);
    }
  }
  return times;
}

/**
 * What this machine tells every Node is left out: NODE_EXTRA_CA_CERTS alone takes longer than the
 * program, and would be counted for its own processes, too.
 */
function plainEnvironment(): NodeJS.ProcessEnv {
  const variables = Object.entries(projectEnvironment());
  return Object.fromEntries(variables.filter(([name]) => !name.startsWith('NODE_')));
}
