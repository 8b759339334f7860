// Finds files that the owner has moved, with git's own detection.
import type { Texts } from './compare-texts.js';
import { compareTexts } from './compare-texts.js';
import type { ProcessWorld } from './run.js';

/** Two files at least this alike are one; git's own default of 50% finds too much in small files. */
const similarity = '60%';

/**
 * @param before old path -> text
 * @param after new path -> text of the files that could be one of them
 * @returns old path -> new path, of those that were found
 */
export async function findMoves(
  before: Texts,
  after: Texts,
  processes: ProcessWorld,
): Promise<ReadonlyMap<string, string>> {
  if (before.size === 0 || after.size === 0) return new Map();
  const flags = [`-M${similarity}`, '-l0', '--diff-filter=R', '--name-status', '-z'];
  return renamesIn(await compareTexts({ before, after }, flags, processes));
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
