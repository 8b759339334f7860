// Has git compare two sets of texts that lie in no repository.
import { join } from 'node:path';
import { CreateError } from '../errors.js';
import { withoutConfiguration } from './merge-texts.js';
import type { ProcessWorld } from './run.js';
import { run } from './run.js';
import { inTemporaryFolder } from './temporary-folder.js';
import { writeTexts } from './write-texts.js';

/** Path -> text. */
export type Texts = ReadonlyMap<string, string>;

/**
 * @param sides name of a folder -> the texts in it: two, the older one first
 * @param flags of `git diff`
 * @returns what git prints; its paths begin with the names of the folders
 * @throws CreateError GIT_FAILED
 */
export function compareTexts(
  sides: { readonly [folder: string]: Texts },
  flags: readonly string[],
  { env, signal }: ProcessWorld,
): Promise<string> {
  return inTemporaryFolder(async (folder) => {
    for (const [name, texts] of Object.entries(sides)) await writeTexts(join(folder, name), texts);
    const folders = Object.keys(sides);
    const args = ['diff', '--no-index', '--no-ext-diff', ...flags, ...folders];
    const outcome = await run('git', args, folder, { env: withoutConfiguration(env), signal });
    // 1 says that they differ.
    if (!outcome.found || outcome.exitCode === undefined || outcome.exitCode > 1) {
      throw new CreateError('GIT_FAILED', 'git could not compare files.');
    }
    return outcome.stdout;
  });
}
