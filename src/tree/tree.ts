// The rendered project in memory.

/**
 * `managed`: ours, merged on update. `json`: merged as data. `once`: written at creation, then the
 * user's.
 */
export type OwnerClass = 'managed' | 'json' | 'once';

export interface TreeFile {
  /** Text with LF line ends. */
  readonly text: string;
  readonly executable: boolean;
  readonly owner: OwnerClass;
  /** Where it comes from, under templates/. */
  readonly template: string;
}

/** Project path -> file, in sorted order of paths. */
export type Tree = ReadonlyMap<string, TreeFile>;

/** Sorts by code unit, so that the order is the same on every machine. */
export function sortPaths(paths: Iterable<string>): string[] {
  return [...paths].sort((left, right) => (left < right ? -1 : left > right ? 1 : 0));
}

/** Builds a tree in sorted order. */
export function treeOf(entries: Iterable<readonly [string, TreeFile]>): Tree {
  const map = new Map(entries);
  return new Map(
    sortPaths(map.keys()).flatMap((path) => {
      const file = map.get(path);
      return file === undefined ? [] : [[path, file] as const];
    }),
  );
}
