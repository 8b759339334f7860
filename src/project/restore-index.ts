// Takes an update out of git's index again.
import type { Undo } from '../update/undo.js';
import { git, items, literally } from './git-command.js';
import type { IndexEntry } from './index-entries.js';
import { readIndex } from './index-entries.js';
import type { ProcessWorld } from './run.js';

/**
 * An entry goes back to the commit when the update made it, or when it says what the file says: then
 * nothing is lost with it. Comes before the files are put back.
 *
 * @returns paths whose entries hold something of their own, and stay
 */
export async function restoreIndex(
  root: string,
  undo: Undo,
  world: ProcessWorld,
): Promise<readonly string[]> {
  if (undo.head === undefined) return [];
  const ours = new Map(undo.index.map(({ path, entries }) => [path, spelled(entries)]));
  const touched = new Set([...undo.files.map(({ path }) => path), ...ours.keys()]);
  const staged = (await differing(['--cached'], root, world)).filter((path) => touched.has(path));
  if (staged.length === 0) return [];
  const entries = await readIndex(root, staged, world);
  const theirs = staged.filter((path) => ours.get(path) !== spelled(entries.get(path) ?? []));
  const unstaged = new Set(theirs.length === 0 ? [] : await differing([], root, world));
  const kept = new Set(theirs.filter((path) => unstaged.has(path)));
  const safe = staged.filter((path) => !kept.has(path));
  if (safe.length > 0) await git([literally, 'reset', '--quiet', '--', ...safe], root, world);
  return [...kept];
}

async function differing(
  flags: readonly string[],
  root: string,
  world: ProcessWorld,
): Promise<string[]> {
  const plain = ['--no-ext-diff', '--no-renames', '--name-only', '-z', '--relative'];
  return [...new Set(items(await git(['diff', ...flags, ...plain, '--', '.'], root, world)))];
}

function spelled(entries: readonly IndexEntry[]): string {
  return entries.map(({ mode, hash, stage }) => `${mode} ${hash} ${stage}`).join('\n');
}
