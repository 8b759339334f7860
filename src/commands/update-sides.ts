// Reads all sides of every file: what was generated, what the owner has, and where it has gone.
import { fetchBase } from '../project/fetch-base.js';
import { findMoves } from '../project/find-moves.js';
import { executablesInIndex } from '../project/planned-index.js';
import { listOwnFiles, readProjectFiles } from '../project/project-files.js';
import { readFileAt } from '../project/read-file.js';
import type { Base } from '../update/base.js';
import { unpackBase } from '../update/base.js';
import type { Blocked } from '../update/decide.js';
import type { Entry } from '../update/line-up.js';
import { lineUp, placesOf, withYours } from '../update/line-up.js';
import { basePath } from '../update/manifest.js';
import { couldBe, followMoves, managedPlaces, missed } from '../update/moves.js';
import type { DiskFile } from '../update/plan.js';
import { readText } from '../update/text.js';
import type { NextRelease } from './next-release.js';
import type { Project } from './open-project.js';

export interface Sides {
  readonly entries: readonly Entry[];
  /** The owner's files as they were read. */
  readonly files: ReadonlyMap<string, DiskFile>;
  readonly blocked: ReadonlyMap<string, Blocked>;
}

/** @throws CreateError UNSAFE_PATH, GIT_FAILED */
export async function readSides(
  { root, manifest, processes }: Project,
  base: Base | undefined,
  next: NextRelease,
): Promise<Sides> {
  const lined = lineUp(manifest, base, next.tree, next.moves);
  const places = placesOf(lined);
  const executables = await executablesInIndex(root, places, processes);
  const { files, blocked } = await readProjectFiles(root, places, executables);
  const entries = withYours(lined, files, blocked);
  const missing = missed(entries);
  if (missing.size === 0)
    return { entries: followMoves(entries, new Map(), files), files, blocked };
  const managed = managedPlaces(entries);
  const own = (await listOwnFiles(root, processes)).filter(
    (path) => !managed.has(path) && !next.tree.has(path),
  );
  const candidates = (await readProjectFiles(root, couldBe(missing, own))).files;
  const texts = [...candidates].flatMap(([path, { bytes }]) => {
    const read = readText(bytes);
    return read === undefined ? [] : [[path, read.text] as const];
  });
  const found = await findMoves(missing, new Map(texts), processes);
  const all = new Map([...files, ...candidates]);
  return { entries: followMoves(entries, found, all), files: all, blocked };
}

/**
 * What was generated last: from the project, or else from the release that made it.
 *
 * @param mayFetch asked only when the stored base cannot be used
 * @param failed hears why fetching has not helped
 * @returns undefined when it cannot be had; only the hashes of the manifest are left then
 */
export async function readBase(
  { root, manifest, processes }: Project,
  mayFetch: () => Promise<boolean>,
  failed: (reason: string) => void = () => undefined,
): Promise<Base | undefined> {
  try {
    const file = await readFileAt(root, basePath);
    return unpackBase(file?.bytes ?? new Uint8Array(), manifest.base.sha256);
  } catch {
    return (await mayFetch()) ? await fetchBase(manifest, processes, failed) : undefined;
  }
}
