// Reads several files of a project, each under exactly its name.
import type { SavedFile } from './read-file.js';
import { isExactName, readFileAt } from './read-file.js';

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
