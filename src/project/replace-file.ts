// Changes one file of a project so that a reader, or a kill, finds the old one or the new one whole.
import { chmod, mkdir, open, rename, rmdir, unlink } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { sha256 } from '../tree/hash.js';
import { lookAt } from './look-at.js';

/** @returns where the new content of a file is written first: beside it, always under the same name */
export function temporaryPath(path: string): string {
  const name = `.create-mcp-oauth-app-${sha256(path).slice(0, 12)}.tmp`;
  return posix.join(posix.dirname(path), name);
}

export interface NewContent {
  readonly bytes: Uint8Array;
  /** Permission bits as they shall be; without them the umask decides. */
  readonly mode?: number;
  readonly executable?: boolean;
}

/**
 * Makes missing parent folders. Nothing may lie at the temporary path.
 *
 * @throws CreateError UNSAFE_PATH
 */
export async function replaceFile(root: string, path: string, content: NewContent): Promise<void> {
  await writeBeside(root, path, content);
  await moveIntoPlace(root, path);
}

/** The first half of replacing: afterwards the content is on disk, under the temporary name. */
export async function writeBeside(root: string, path: string, content: NewContent): Promise<void> {
  await lookAt(root, path);
  const temporary = join(root, temporaryPath(path));
  await mkdir(dirname(temporary), { recursive: true });
  // `wx`: neither follows a link nor writes over anything.
  const handle = await open(temporary, 'wx', content.executable ? 0o777 : 0o666);
  try {
    await handle.writeFile(content.bytes);
    if (content.mode !== undefined) await handle.chmod(content.mode);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The second half. */
export async function moveIntoPlace(root: string, path: string): Promise<void> {
  await lookAt(root, path);
  const target = join(root, path);
  await makeReplaceable(target);
  await rename(join(root, temporaryPath(path)), target);
}

/** Windows refuses to rename over a file that is read-only. */
async function makeReplaceable(target: string): Promise<void> {
  if (process.platform === 'win32') await chmod(target, 0o666).catch(unlessGone);
}

/** Removes a file that is there, and nothing else. */
export async function removeFile(root: string, path: string): Promise<void> {
  const { kind } = await lookAt(root, path);
  if (kind === 'file') await unlink(join(root, path)).catch(unlessGone);
}

/** Removes the folders that a path was in, as long as they are empty; never the project's. */
export async function removeEmptyParents(root: string, path: string): Promise<void> {
  for (let folder = posix.dirname(path); folder !== '.'; folder = posix.dirname(folder)) {
    if (!(await removeEmptyFolder(root, folder))) return;
  }
}

/** @returns whether the folder is gone; one that is in use stays */
export async function removeEmptyFolder(root: string, path: string): Promise<boolean> {
  const { kind } = await lookAt(root, path);
  if (kind !== 'folder') return true;
  return rmdir(join(root, path)).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (inUse.has(error.code ?? '')) return false;
      throw error;
    },
  );
}

const inUse = new Set(['ENOTEMPTY', 'EEXIST', 'EBUSY', 'EPERM']);

function unlessGone(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
