// Keeps the undo of the last update in the project, where git does not see it.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Undo } from '../update/undo.js';
import { packUndo, undoFolder, undoPath, unpackUndo } from '../update/undo.js';
import { lookAt } from './look-at.js';
import { readFileAt } from './read-file.js';
import { removeEmptyFolder, removeFile, replaceFile, temporaryPath } from './replace-file.js';

/** Copies of files that were edited after an update that was undone. */
export const keptFolder = `${undoFolder}/kept`;

const ignorePath = `${undoFolder}/.gitignore`;
/** Everything here, this file too. */
const ignoreText = '*\n';
const maxBytes = 64 * 1024 * 1024;

/** Written whole or not at all, and on disk when this returns. */
export async function writeUndo(root: string, undo: Undo): Promise<void> {
  const bytes = packUndo(undo);
  await makeUndoFolder(root);
  await removeFile(root, temporaryPath(undoPath));
  await replaceFile(root, undoPath, { bytes, mode: 0o600 });
}

/**
 * @returns undefined when there is nothing to undo
 * @throws CreateError INVALID_PROJECT_RECORD or UNSAFE_PATH
 */
export async function readUndo(root: string): Promise<Undo | undefined> {
  const file = await readFileAt(root, undoPath, maxBytes);
  return file && unpackUndo(file.bytes);
}

/** Removes the undo, which ends it, and then the folder unless copies are kept there. */
export async function dropUndo(root: string): Promise<void> {
  await removeFile(root, undoPath);
  await removeFile(root, temporaryPath(undoPath));
  if ((await lookAt(root, keptFolder)).kind === 'folder') return;
  await removeFile(root, ignorePath);
  await removeEmptyFolder(root, undoFolder);
}

async function makeUndoFolder(root: string): Promise<void> {
  const ignore = await readFileAt(root, ignorePath);
  if (ignore !== undefined && Buffer.from(ignore.bytes).toString() === ignoreText) return;
  await mkdir(join(root, undoFolder), { recursive: true });
  await writeFile(join(root, ignorePath), ignoreText);
}
