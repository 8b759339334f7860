/** Before all tests: compiles `src/`, since a compiled program starts in a third of the time. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder with the compiled programs. */
    programs: string;
  }
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const compiler = join(
  dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
  'bin',
  'tsc',
);

/** @returns what is to be called after all tests */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  // As deep in the project as `dist/`: programs find its other files from where they lie.
  const programs = await mkdtemp(join(root, '.programs-'));
  // Types are for `npm run check` to judge.
  const options = ['-p', 'tsconfig.build.json', '--noCheck', '--outDir', programs];
  const compile = () =>
    promisify(execFile)(process.execPath, [compiler, ...options], { cwd: root });
  await compile();
  project.onTestsRerun(async () => void (await compile()));
  project.provide('programs', programs);
  return () => rm(programs, { recursive: true });
}
