// Sorts what all variants render into few folders, so that each distinct file is kept once.
import type { Variant } from '../../src/answers/schema.js';
import { layeredKeys } from '../../src/answers/schema.js';

/** The folder of what every variant has in common. */
export const sharedFolder = 'every';

export interface Rendered<File> {
  readonly variant: Variant;
  readonly tree: ReadonlyMap<string, File>;
}

/** The keys of a variant that decide something: `[]`, `['storage']`, ... */
type Keys = readonly (keyof Variant)[];

/** Fewest keys first; what no smaller set decides is decided by all of them. */
const keySets: readonly Keys[] = subsetsOf(layeredKeys);

/**
 * Every path goes to the folders named after the fewest answers that decide its content: `every`,
 * `sqlite`, `hono-sqlite`... A variant is made of the folders whose answers it has.
 *
 * @param isSame compares two files of one path
 * @returns folder -> path -> file; pure
 */
export function arrange<File>(
  all: readonly Rendered<File>[],
  isSame: (left: File, right: File) => boolean,
): Map<string, Map<string, File>> {
  const folders = new Map<string, Map<string, File>>();
  const paths = new Set(all.flatMap(({ tree }) => [...tree.keys()]));
  for (const path of [...paths].sort()) {
    const keys = keySets.find((candidate) => decides(candidate, path, all, isSame)) ?? layeredKeys;
    for (const { variant, tree } of all) {
      const file = tree.get(path);
      if (file === undefined) continue;
      const name = folderName(variant, keys);
      folders.set(name, (folders.get(name) ?? new Map<string, File>()).set(path, file));
    }
  }
  return folders;
}

/** @returns the folders that a variant is made of, whether or not anything lies in them; pure */
export function foldersOf(variant: Variant): string[] {
  return keySets.map((keys) => folderName(variant, keys));
}

function decides<File>(
  keys: Keys,
  path: string,
  all: readonly Rendered<File>[],
  isSame: (left: File, right: File) => boolean,
): boolean {
  const known = new Map<string, File | undefined>();
  return all.every(({ variant, tree }) => {
    const name = folderName(variant, keys);
    const file = tree.get(path);
    if (!known.has(name)) known.set(name, file);
    const other = known.get(name);
    return file === undefined || other === undefined ? file === other : isSame(file, other);
  });
}

function folderName(variant: Variant, keys: Keys): string {
  return keys.length === 0 ? sharedFolder : keys.map((key) => variant[key]).join('-');
}

function subsetsOf<T>(items: readonly T[]): T[][] {
  const sets: T[][] = [[]];
  for (const item of items) sets.push(...sets.map((set) => [...set, item]));
  return sets.sort((left, right) => left.length - right.length);
}
