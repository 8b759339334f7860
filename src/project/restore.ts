// Puts the files of an update back to what they were, and may be killed and started again.
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import type { Since, Undo, UndoFile } from '../update/undo.js';
import { sinceUpdate } from '../update/undo.js';
import type { SavedFile } from './read-file.js';
import { readSavedFiles } from './read-files.js';
import { removeEmptyFolder, removeFile, temporaryPath } from './replace-file.js';
import { replaceFiles } from './replace-files.js';
import { requireRoom } from './room.js';

/** A file of the update as it lies now. */
export interface Found {
  readonly file: UndoFile;
  readonly now?: SavedFile;
  readonly since: Since;
}

/** @throws CreateError UNSAFE_PATH */
export async function findFiles(root: string, { files }: Undo): Promise<Found[]> {
  const current = await readSavedFiles(
    root,
    files.map(({ path }) => path),
  );
  return files.map((file) => {
    const now = current.get(file.path);
    return { file, ...(now && { now }), since: sinceUpdate(file, now?.bytes) };
  });
}

/** @throws CreateError UNSAFE_PATH, before anything is touched, when something is in the way */
export async function requireRestorable(
  root: string,
  undo: Undo,
  found: readonly Found[],
): Promise<void> {
  const files = toRemove(found).map(({ path }) => path);
  const unfinished = found.map(({ file }) => temporaryPath(file.path));
  const removed = { files: new Set([...files, ...unfinished]), folders: new Set(undo.folders) };
  const written = found.filter(({ file, since }) => file.before && since !== 'before');
  const paths = written.map(({ file }) => file.path);
  await requireRoom(root, removed, paths);
}

/**
 * Files that the update added go, then the folders it made, if nothing else is in them; then the
 * others get their bytes and permissions back.
 *
 * @returns the paths that were not as before
 */
export async function restoreFiles(
  root: string,
  { folders }: Undo,
  found: readonly Found[],
): Promise<string[]> {
  const away = found.filter(isAway);
  for (const { file } of found) await removeFile(root, temporaryPath(file.path));
  for (const { path } of toRemove(found)) await removeFile(root, path);
  for (const folder of folders.toReversed()) await removeEmptyFolder(root, folder);
  const before = away.flatMap(({ file: { path, before }, since }) =>
    before === undefined ? [] : [{ path, ...before, isThere: since === 'before' }],
  );
  await replaceFiles(
    root,
    before.filter(({ isThere }) => !isThere),
  );
  for (const { path, mode, isThere } of before) if (isThere) await chmod(join(root, path), mode);
  return away.map(({ file }) => file.path);
}

function isAway({ file, now, since }: Found): boolean {
  return since !== 'before' || now?.mode !== file.before?.mode;
}

function toRemove(found: readonly Found[]): UndoFile[] {
  return found
    .filter(({ file, now }) => file.before === undefined && now !== undefined)
    .map(({ file }) => file);
}
