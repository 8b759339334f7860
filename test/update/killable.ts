// Runs steps of an update in a process that is killed, at each of the changes that a step makes.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { execa } from 'execa';
import { copyFolder } from '../copy-folder.js';
import { inPool } from '../matrix/pool.js';
import { temporaryFolder } from '../temporary-folder.js';
import { environment, stateOf } from './sample-project.js';

export type Step = 'apply' | 'recover' | 'abort';

/** A project, and the change that its step never makes. */
export interface Stop {
  readonly root: string;
  readonly at: number;
}

export interface Killable {
  /**
   * One process takes the step in one project after another, and holds each back at its change; then
   * the process is killed. A process with a single project is killed in the midst of everything.
   *
   * @returns how many were held back before they were done; the first that is done ends it
   */
  run(step: Step, stops: readonly Stop[]): Promise<number>;
  /**
   * Calls `check` with a copy killed at its first change, with one killed at its second and so on,
   * a few of them side by side; one that is in the same state as one before it is left out.
   *
   * @returns how many changes the step makes, in how many states it can be left, and a copy where it
   *   was done
   */
  killedEverywhere(
    step: Step,
    start: string,
    check: (root: string) => Promise<void>,
  ): Promise<{ changes: number; states: number; done: string }>;
}

/** Each process kills so many, and the next kills one. */
const together = 31;

/** A check waits for git most of the time. */
const checkedAtOnce = 4;

export async function killable(): Promise<Killable> {
  const outfile = join(await temporaryFolder(), 'carry-out.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'carry-out.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
    banner: {
      js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
    },
  });
  const run: Killable['run'] = async (step, stops) => {
    const child = execa(process.execPath, [outfile, step, JSON.stringify(stops)], {
      env: environment,
      extendEnv: false,
      stdin: 'pipe',
      reject: false,
    });
    child.stdout.once('data', () => child.kill('SIGKILL'));
    const { signal, stdout, stderr } = await child;
    if (signal === 'SIGKILL') return stdout === '' ? 1 : Number(stdout);
    throw new Error(`${step} failed: ${stderr}`);
  };
  const killedEverywhere: Killable['killedEverywhere'] = async (step, start, check) => {
    const states = new Set<string>();
    const isNew = ({ root }: Stop) => {
      const state = stateOf(root);
      if (states.has(state)) return false;
      states.add(state);
      return true;
    };
    for (let first = 1, size = together; ; first += size, size = size === 1 ? together : 1) {
      const folder = await temporaryFolder();
      const stops = Array.from({ length: size }, (_, index) => {
        const at = first + index;
        return { root: copyFolder(start, join(folder, `${at}`)), at };
      });
      const killed = await run(step, stops);
      const left = stops.slice(0, killed).filter(isNew);
      await inPool(checkedAtOnce, left, ({ root }) => check(root));
      const done = stops[killed];
      if (done !== undefined) {
        return { changes: done.at - 1, states: states.size, done: done.root };
      }
      await rm(folder, { recursive: true });
    }
  };
  return { run, killedEverywhere };
}
