// Merges three texts with git, as it would merge branches.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CreateError } from '../errors.js';
import type { Merge } from '../update/outcome.js';
import type { ProcessWorld } from './run.js';
import { run } from './run.js';
import { inTemporaryFolder } from './temporary-folder.js';

const names = ['yours', 'base', 'next'] as const;

/**
 * @param labels what stands at the markers: the owner's side, and ours
 * @returns a merge; nobody's git configuration changes what it does
 */
export function mergeWithGit(
  labels: { readonly yours: string; readonly next: string },
  { env, signal }: ProcessWorld,
): Merge {
  const world = { env: withoutConfiguration(env), signal };
  return (path, texts) =>
    inTemporaryFolder(async (folder) => {
      for (const name of names) await writeFile(join(folder, name), texts[name]);
      const marks = ['-L', labels.yours, '-L', 'generated before', '-L', labels.next];
      const args = ['merge-file', '--quiet', ...marks, ...names];
      const outcome = await run('git', args, folder, world);
      // Above 127 git means an error, below the number of conflicts.
      if (!outcome.found || outcome.exitCode === undefined || outcome.exitCode > 127) {
        throw new CreateError('GIT_FAILED', `git could not merge ${path}.`);
      }
      return { text: await readFile(join(folder, 'yours'), 'utf8'), conflicts: outcome.exitCode };
    });
}

/** git as it is, whatever the machine and the user have configured. */
export function withoutConfiguration(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
}
