// Puts side by side what was generated, what is generated now, and where the owner keeps it.
import type { Tree, TreeFile } from '../tree/tree.js';
import type { Base } from './base.js';
import type { Manifest } from './manifest.js';
import type { DiskFile } from './plan.js';

/** One file as the manifest has it. */
export type Recorded = Manifest['files'][string];

/** One file of the project, seen from all sides. */
export interface Entry {
  /** Its path in what is generated now; for a dropped file the recorded one. */
  readonly path: string;
  readonly recorded?: Recorded;
  /** What was generated last; absent when the base is lost, and for files of class `once`. */
  readonly base?: string;
  readonly next?: TreeFile;
  /** Where the owner's file lies, or would lie. */
  readonly place: string;
  /** Where it will lie afterwards. */
  readonly target: string;
  readonly yours?: DiskFile;
}

/** A path that a release has changed; see `moves` in layer.json. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/**
 * @param moves of this release: a declared move is a fact, not a guess
 * @returns one entry for each path, sorted, without the owner's files
 */
export function lineUp(
  manifest: Manifest,
  base: Base | undefined,
  tree: Tree,
  moves: readonly Move[],
): Entry[] {
  const moved = new Map(
    moves
      .filter(({ from, to }) => manifest.files[from] && !manifest.files[to] && tree.has(to))
      .filter(({ from }) => !tree.has(from))
      .map(({ from, to }) => [from, to]),
  );
  const known = Object.entries(manifest.files).map(([path, recorded]): Entry => {
    const now = moved.get(path) ?? path;
    const place = recorded.at ?? path;
    const text = base?.[path]?.text;
    const next = tree.get(now);
    return {
      path: now,
      recorded,
      place,
      target: place === path ? now : place,
      ...(text === undefined ? {} : { base: text }),
      ...(next === undefined ? {} : { next }),
    };
  });
  const taken = new Set(known.map(({ path }) => path));
  const added = [...tree].flatMap(([path, next]): Entry[] =>
    taken.has(path) ? [] : [{ path, next, place: path, target: path }],
  );
  return [...known, ...added].sort((left, right) => (left.path < right.path ? -1 : 1));
}

/** Every path that has to be looked at on disk. */
export function placesOf(entries: readonly Entry[]): string[] {
  return [...new Set(entries.flatMap(({ path, place, target }) => [path, place, target]))].sort();
}

/**
 * A file that came home from its recorded place is found there. Where a declared move would go over
 * something of the owner's, the file stays at its place.
 *
 * @param files what was found at {@link placesOf}
 * @param blocked places where something else lies
 */
export function withYours(
  entries: readonly Entry[],
  files: ReadonlyMap<string, DiskFile>,
  blocked: ReadonlyMap<string, unknown>,
): Entry[] {
  return entries.map((entry) => {
    const at = files.get(entry.place);
    if (at !== undefined) {
      const occupied = files.has(entry.target) || blocked.has(entry.target);
      return { ...entry, yours: at, target: occupied ? entry.place : entry.target };
    }
    const home = entry.recorded === undefined ? undefined : files.get(entry.path);
    return home === undefined ? entry : atPlace(entry, entry.path, home);
  });
}

/** The entry with the owner's file found somewhere else. */
export function atPlace(entry: Entry, place: string, yours: DiskFile): Entry {
  return { ...entry, place, target: place, yours };
}
