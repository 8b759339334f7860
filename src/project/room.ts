// Whether files can be written where they belong, once others are removed.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CreateError } from '../errors.js';
import { lookAt } from './look-at.js';

/** What is removed first: files, and folders even when they were empty all along. */
export interface Removed {
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
}

/**
 * A folder may give way to a file, and a file to a folder, when nothing else is lost with it.
 *
 * @throws CreateError UNSAFE_PATH, naming what is in the way
 */
export async function requireRoom(
  root: string,
  removed: Removed,
  written: readonly string[],
): Promise<void> {
  for (const path of written) {
    const standing = await lookAt(root, path);
    if (standing.kind === 'parent-is-file' && !removed.files.has(standing.parent)) {
      const message = `${path} cannot be written: ${standing.parent} is a file.`;
      throw new CreateError('UNSAFE_PATH', message);
    }
    if (standing.kind === 'folder' && !(await holdsOnly(root, path, removed))) {
      throw new CreateError('UNSAFE_PATH', `${path} cannot be written: it is a folder in use.`);
    }
  }
}

/** Apart from those that are named, only folders that become empty are removed. */
async function holdsOnly(root: string, folder: string, removed: Removed): Promise<boolean> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  if (entries.length === 0) return removed.folders.has(folder);
  for (const entry of entries) {
    const path = `${folder}/${entry.name}`;
    const goes = entry.isDirectory()
      ? await holdsOnly(root, path, removed)
      : removed.files.has(path);
    if (!goes) return false;
  }
  return true;
}
