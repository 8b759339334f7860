// Keeps a copy of a file that is about to be put back.
import { lookAt } from './look-at.js';
import type { SavedFile } from './read-file.js';
import { readFileAt } from './read-file.js';
import { removeFile, replaceFile, temporaryPath } from './replace-file.js';
import { keptFolder } from './undo-store.js';

/**
 * Copies of earlier times stay: then it goes into a numbered folder.
 *
 * @returns the path of the copy, in the project
 */
export async function keepCopy(root: string, path: string, file: SavedFile): Promise<string> {
  for (let number = 1; ; number += 1) {
    const copy = number === 1 ? `${keptFolder}/${path}` : `${keptFolder}/${number}/${path}`;
    const { kind } = await lookAt(root, copy);
    const there = kind === 'file' ? await readFileAt(root, copy) : undefined;
    if (there !== undefined && Buffer.from(there.bytes).equals(file.bytes)) return copy;
    if (kind !== 'absent') continue;
    await removeFile(root, temporaryPath(copy));
    await replaceFile(root, copy, file);
    return copy;
  }
}
