// Reads one file of a project, with its permission bits.
import { constants } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CreateError } from '../errors.js';
import { lookAt } from './look-at.js';

export interface SavedFile {
  readonly bytes: Uint8Array;
  /** Permission bits. */
  readonly mode: number;
}

/** No file of a project is larger; nothing else is read into memory. */
const maxBytes = 16 * 1024 * 1024;

/**
 * @param limit in bytes
 * @returns undefined when no file is there: nothing, a folder, or a file in place of a parent
 * @throws CreateError UNSAFE_PATH, also for a file above the limit
 */
export async function readFileAt(
  root: string,
  path: string,
  limit = maxBytes,
): Promise<SavedFile | undefined> {
  const standing = await lookAt(root, path);
  if (standing.kind !== 'file') return undefined;
  if (standing.size > limit) {
    throw new CreateError('UNSAFE_PATH', `${path} has more than ${limit} bytes.`);
  }
  // A link that took the file's place since is an error, not followed. Windows has no such flag.
  const handle = await open(join(root, path), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    return { bytes: await handle.readFile(), mode: standing.mode };
  } finally {
    await handle.close();
  }
}

/** @returns whether the name is written like this on disk; elsewhere `A` may open `a` */
export async function isExactName(root: string, path: string): Promise<boolean> {
  return (await readdir(join(root, dirname(path)))).includes(basename(path));
}
