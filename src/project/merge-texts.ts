// Merges three texts with git, as it would merge branches.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateError } from '../errors.js';
import type { Merge } from '../update/outcome.js';
import type { ProcessWorld } from './run.js';
import { run } from './run.js';

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
  return async (path, texts) => {
    const folder = await mkdtemp(join(tmpdir(), 'create-mcp-oauth-app-'));
    try {
      for (const name of names) await writeFile(join(folder, name), texts[name]);
      const marks = ['-L', labels.yours, '-L', 'generated before', '-L', labels.next];
      const outcome = await run(
        'git',
        ['merge-file', '--quiet', ...marks, ...names],
        folder,
        world,
      );
      // Above 127 git means an error, below the number of conflicts.
      if (!outcome.found || outcome.exitCode === undefined || outcome.exitCode > 127) {
        throw new CreateError('GIT_FAILED', `git could not merge ${path}.`);
      }
      return { text: await readFile(join(folder, 'yours'), 'utf8'), conflicts: outcome.exitCode };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

/** git as it is, whatever the machine and the user have configured. */
export function withoutConfiguration(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
}
