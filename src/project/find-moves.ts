// Finds files that the owner has moved, with git's own detection, in a temporary folder.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateError } from '../errors.js';
import { withoutConfiguration } from './merge-texts.js';
import type { ProcessWorld } from './run.js';
import { run } from './run.js';
import { writeTexts } from './write-texts.js';

/** Two files at least this alike are one; git's own default of 50% finds too much in small files. */
const similarity = '60%';

/**
 * @param before old path -> text
 * @param after new path -> text of the files that could be one of them
 * @returns old path -> new path, of those that were found
 */
export async function findMoves(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  { env, signal }: ProcessWorld,
): Promise<ReadonlyMap<string, string>> {
  if (before.size === 0 || after.size === 0) return new Map();
  const folder = await mkdtemp(join(tmpdir(), 'create-mcp-oauth-app-'));
  try {
    await writeTexts(join(folder, 'before'), before);
    await writeTexts(join(folder, 'after'), after);
    const flags = [`-M${similarity}`, '-l0', '--diff-filter=R', '--name-status', '-z'];
    const args = ['diff', '--no-index', '--no-ext-diff', ...flags, 'before', 'after'];
    const world = { env: withoutConfiguration(env), signal };
    const outcome = await run('git', args, folder, world);
    if (!outcome.found || outcome.exitCode === undefined || outcome.exitCode > 1) {
      throw new CreateError('GIT_FAILED', 'git could not look for moved files.');
    }
    return renamesIn(outcome.stdout);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** `R096`, `before/src/a.ts`, `after/lib/a.ts`, each ended by NUL. */
function renamesIn(output: string): ReadonlyMap<string, string> {
  const fields = output.split('\0');
  const renames = new Map<string, string>();
  for (let index = 0; index + 2 < fields.length; index += 3) {
    const [, from = '', to = ''] = fields.slice(index, index + 3);
    renames.set(from.slice('before/'.length), to.slice('after/'.length));
  }
  return renames;
}
