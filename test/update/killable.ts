// Runs a step of an update in a process that kills itself at its n-th change.
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { execa } from 'execa';
import { temporaryFolder } from '../temporary-folder.js';
import { environment } from './sample-project.js';

export type Step = 'apply' | 'recover' | 'abort';

export interface Killable {
  /** @returns whether it was killed before it was done */
  run(step: Step, root: string, killAt: number): Promise<boolean>;
  /**
   * Calls `check` with a copy killed at its first change, with one killed at its second and so on.
   *
   * @returns how many changes the step makes, and a copy where it was done
   */
  killedEverywhere(
    step: Step,
    start: string,
    check: (root: string, killedAt: number) => Promise<void>,
  ): Promise<{ changes: number; done: string }>;
}

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
  const preload = new URL('kill-at.js', import.meta.url).href;
  const run: Killable['run'] = async (step, root, killAt) => {
    const args = ['--import', preload, outfile, step, root];
    const { signal, exitCode, stderr } = await execa(process.execPath, args, {
      env: { ...environment, KILL_AT: String(killAt) },
      extendEnv: false,
      reject: false,
    });
    if (signal === 'SIGKILL') return true;
    if (exitCode === 0) return false;
    throw new Error(`${step} failed: ${stderr}`);
  };
  const killedEverywhere: Killable['killedEverywhere'] = async (step, start, check) => {
    for (let killAt = 1; ; killAt += 1) {
      const root = await copyOf(start);
      if (!(await run(step, root, killAt))) return { changes: killAt - 1, done: root };
      await check(root, killAt);
      await rm(root, { recursive: true });
    }
  };
  return { run, killedEverywhere };
}

/** @returns another project that looks the same, its repository included */
export async function copyOf(root: string): Promise<string> {
  const copy = join(await temporaryFolder(), 'project');
  await cp(root, copy, { recursive: true, preserveTimestamps: true });
  return copy;
}
