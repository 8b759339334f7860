// Files that the owner moved: which are missed, and where their folder went.
import { dirname, posix } from 'node:path';
import type { Entry } from './line-up.js';
import { atPlace } from './line-up.js';
import type { DiskFile } from './plan.js';

/** Old path -> text last generated, of files that are gone from their place and still generated. */
export function missed(entries: readonly Entry[]): ReadonlyMap<string, string> {
  return new Map(
    entries.flatMap(({ place, base, recorded, next, yours }) =>
      recorded && next && yours === undefined && base !== undefined ? [[place, base] as const] : [],
    ),
  );
}

/**
 * @param found place -> where the owner's file lies now, from rename detection
 * @param files those files
 */
export function followMoves(
  entries: readonly Entry[],
  found: ReadonlyMap<string, string>,
  files: ReadonlyMap<string, DiskFile>,
): Entry[] {
  const followed = entries.map((entry) => {
    const now = entry.yours === undefined ? found.get(entry.place) : undefined;
    const yours = now === undefined ? undefined : files.get(now);
    return now === undefined || yours === undefined ? entry : atPlace(entry, now, yours);
  });
  const folders = movedFolders(followed);
  return followed.map((entry) => {
    const folder = entry.recorded ? undefined : folders.get(dirname(entry.path));
    if (folder === undefined || entry.yours !== undefined) return entry;
    const place = posix.join(folder, posix.basename(entry.path));
    return { ...entry, place, target: place };
  });
}

/** A folder moved when nothing of ours is left in it and all that is still there went to one place. */
function movedFolders(entries: readonly Entry[]): ReadonlyMap<string, string> {
  const destinations = new Map<string, Set<string>>();
  for (const { path, place, recorded, yours } of entries) {
    if (!recorded || yours === undefined) continue;
    const known = destinations.get(dirname(path)) ?? new Set();
    destinations.set(dirname(path), known.add(dirname(place)));
  }
  return new Map(
    [...destinations].flatMap(([from, [to, ...others]]) =>
      to === undefined || others.length > 0 || to === from ? [] : [[from, to] as const],
    ),
  );
}

/** Only the text of these is worth comparing: files with the ending of one that is missed. */
export function couldBe(missing: ReadonlyMap<string, string>, own: readonly string[]): string[] {
  const endings = new Set([...missing.keys()].map((path) => posix.extname(path)));
  return own.filter((path) => endings.has(posix.extname(path)));
}

/** @returns the places that are managed and so cannot be the destination of a move */
export function managedPlaces(entries: readonly Entry[]): ReadonlySet<string> {
  return new Set(entries.flatMap(({ place, yours }) => (yours === undefined ? [] : [place])));
}
