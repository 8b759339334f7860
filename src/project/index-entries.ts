// Reads and writes entries of git's index for paths of a project.
import type { IndexChange } from '../update/undo.js';
import { git, items, literally } from './git-command.js';
import type { ProcessWorld } from './run.js';

export type IndexEntry = IndexChange['entries'][number];

const entryLine = /^(?<mode>100644|100755) (?<hash>[0-9a-f]+) (?<stage>[0-3])\t(?<path>.*)$/s;

/** @returns path -> its entries, of the regular files among them */
export async function readIndex(
  root: string,
  paths: readonly string[],
  world: ProcessWorld,
): Promise<ReadonlyMap<string, readonly IndexEntry[]>> {
  const found = new Map<string, IndexEntry[]>();
  if (paths.length === 0) return found;
  const output = await git([literally, 'ls-files', '--stage', '-z', '--', ...paths], root, world);
  for (const line of items(output)) {
    const groups = entryLine.exec(line)?.groups;
    if (groups === undefined) continue;
    const { mode, hash = '', stage, path = '' } = groups;
    const entry = { mode: mode as IndexEntry['mode'], hash, stage: Number(stage) };
    found.set(path, [...(found.get(path) ?? []), entry]);
  }
  return found;
}

/** Replaces all entries of each path. One process, so all of them or none. */
export async function writeIndex(
  root: string,
  changes: readonly IndexChange[],
  world: ProcessWorld,
): Promise<void> {
  if (changes.length === 0) return;
  const prefix = await git(['rev-parse', '--show-prefix'], root, world);
  const lines = changes.flatMap(({ path, entries }) => [
    `0 ${'0'.repeat(entries[0]?.hash.length ?? 40)}\t${prefix}${path}`,
    ...entries.map(({ mode, hash, stage }) => `${mode} ${hash} ${stage}\t${prefix}${path}`),
  ]);
  const input = lines.map((line) => `${line}\0`).join('');
  await git(['update-index', '-z', '--index-info'], root, world, input);
}

/** Puts content into git's store, as a file of that path would be. @returns its hash */
export async function storeBlob(
  root: string,
  path: string,
  bytes: Uint8Array,
  world: ProcessWorld,
): Promise<string> {
  return git(['hash-object', '-w', '--stdin', `--path=${path}`], root, world, bytes);
}
