// Lists the files of a project that belong to its owner: what git does not ignore.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CreateError } from '../errors.js';
import { pathProblem } from '../tree/path.js';
import { sortPaths } from '../tree/tree.js';
import { git, items } from './git-command.js';
import type { Standing } from './look-at.js';
import { lookAt } from './look-at.js';
import type { Repository } from './repository.js';
import type { ProcessWorld } from './run.js';

/** Larger files are none that we have written. */
const maxBytes = 1024 * 1024;
const skipped = new Set(['node_modules', '.git', 'dist', 'data', 'coverage']);

/**
 * Links, submodules, files of 1 MB and more and names that not every system can hold are left out.
 *
 * @returns sorted paths
 */
export async function listOwnFiles(
  root: string,
  { gitRoot }: Repository,
  world: ProcessWorld,
): Promise<string[]> {
  const flags = ['--cached', '--others', '--exclude-standard', '-z'];
  const listed =
    gitRoot === undefined
      ? await walk(root, '')
      : items(await git(['ls-files', ...flags, '--', '.'], root, world));
  const kept: string[] = [];
  for (const path of new Set(listed)) {
    if (pathProblem(path) !== undefined) continue;
    const standing = await lookAt(root, path).catch(unlessUnsafe);
    if (standing?.kind === 'file' && standing.size < maxBytes) kept.push(path);
  }
  return sortPaths(kept);
}

/** A folder with a `.git` of its own is another project. */
async function walk(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  if (folder !== '' && entries.some(({ name }) => name === '.git')) return [];
  const found: string[] = [];
  for (const entry of entries) {
    const path = `${folder}${folder && '/'}${entry.name}`;
    if (entry.isFile()) found.push(path);
    else if (entry.isDirectory() && !skipped.has(entry.name))
      found.push(...(await walk(root, path)));
  }
  return found;
}

function unlessUnsafe(error: unknown): Standing | undefined {
  if (error instanceof CreateError && error.code === 'UNSAFE_PATH') return undefined;
  throw error;
}
