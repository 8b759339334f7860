// Reads the files of a project that an update is about.
import type { Blocked } from '../update/decide.js';
import type { DiskFile } from '../update/plan.js';
import { lookAt } from './look-at.js';
import type { SavedFile } from './read-file.js';
import { isExactName, readFileAt } from './read-file.js';

const ownerMayExecute = 0o100;

export interface ProjectFiles {
  /** Those that are there. */
  readonly files: ReadonlyMap<string, DiskFile>;
  /** Where a folder is in the way, or a file in place of a parent folder. */
  readonly blocked: ReadonlyMap<string, Blocked>;
}

/**
 * @param root the project, absolute
 * @param executables paths that git has as executable, where the file system does not tell
 * @throws CreateError UNSAFE_PATH; nothing is ever read through a link
 */
export async function readProjectFiles(
  root: string,
  paths: Iterable<string>,
  executables?: ReadonlySet<string>,
): Promise<ProjectFiles> {
  const files = new Map<string, DiskFile>();
  const blocked = new Map<string, Blocked>();
  const wanted = [...paths];
  for (const [path, { bytes, mode }] of await readSavedFiles(root, wanted)) {
    const executable = executables?.has(path) ?? (mode & ownerMayExecute) !== 0;
    files.set(path, { bytes, executable });
  }
  for (const path of wanted.filter((one) => !files.has(one))) {
    const { kind } = await lookAt(root, path);
    if (kind === 'folder' || kind === 'parent-is-file') blocked.set(path, kind);
  }
  return { files, blocked };
}

/**
 * @returns the files that are there, under exactly these names even where the file system takes
 * two of them for one
 * @throws CreateError UNSAFE_PATH
 */
export async function readSavedFiles(
  root: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, SavedFile>> {
  const twins = new Map<string, number>();
  for (const path of paths) twins.set(fold(path), (twins.get(fold(path)) ?? 0) + 1);
  const found = new Map<string, SavedFile>();
  for (const path of paths) {
    const file = await readFileAt(root, path);
    const alone = twins.get(fold(path)) === 1;
    if (file !== undefined && (alone || (await isExactName(root, path)))) found.set(path, file);
  }
  return found;
}

function fold(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
