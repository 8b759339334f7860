// Undoes the last update, whole or half done, and loses nothing that was edited since.
import { CreateError } from '../errors.js';
import { undoFolder } from '../update/undo.js';
import { keepCopy } from './keep-copy.js';
import { repositoryOf } from './repository.js';
import { findFiles, requireRestorable, restoreFiles } from './restore.js';
import { restoreIndex } from './restore-index.js';
import type { ProcessWorld } from './run.js';
import { dropUndo, readUndo, writeUndo } from './undo-store.js';

/**
 * Does nothing unless the last update was interrupted. May be interrupted itself, and run again.
 *
 * @returns whether anything was put back
 * @throws CreateError INTERRUPTED_UPDATE, with nothing touched, when files were edited since
 */
export async function recover(root: string, world: ProcessWorld): Promise<boolean> {
  const undo = await readUndo(root);
  if (undo?.state === 'done') return false;
  if (undo === undefined) {
    await dropUndo(root);
    return false;
  }
  const found = await findFiles(root, undo);
  const away = found.filter(({ since }) => since !== 'before');
  const { head } = await repositoryOf(root, world);
  if (head !== undo.head) {
    if (away.length > 0) throw elsewhere(away.map(({ file }) => file.path));
    await dropUndo(root);
    return false;
  }
  const edited = away.filter(({ since }) => since === 'edited').map(({ file }) => file.path);
  if (edited.length > 0) {
    const message = `An update was interrupted, and these files were edited since: ${edited.join(', ')}.`;
    throw new CreateError('INTERRUPTED_UPDATE', message);
  }
  await requireRestorable(root, undo, found);
  await restoreIndex(root, undo, world);
  await restoreFiles(root, undo, found);
  await dropUndo(root);
  return true;
}

function elsewhere(paths: readonly string[]): CreateError {
  const message = `An update was interrupted, and another commit is checked out since. It touched ${paths.join(', ')}.`;
  const hint = `Put these files right with git, then remove the folder ${undoFolder}.`;
  return new CreateError('INTERRUPTED_UPDATE', message, { hint });
}

export interface Aborted {
  /** Versions of the generator: the project is at `from` again. */
  readonly from: string;
  readonly to: string;
  /** Files that were put back, added ones among them: those are gone. */
  readonly restored: readonly string[];
  /** Copies of files that were edited since. */
  readonly kept: readonly string[];
  /** Files of which git's index holds a version of its own, left there. */
  readonly staged: readonly string[];
}

/**
 * May be interrupted, and run again.
 *
 * @throws CreateError NOTHING_TO_ABORT, UPDATE_COMMITTED, or UNSAFE_PATH when something is in the way
 */
export async function abort(root: string, world: ProcessWorld): Promise<Aborted> {
  const undo = await readUndo(root);
  if (undo === undefined) {
    await dropUndo(root);
    throw new CreateError('NOTHING_TO_ABORT', 'There is no update that could be undone.');
  }
  const { head } = await repositoryOf(root, world);
  if (head !== undo.head) {
    const then = undo.head === undefined ? 'outside git' : `at commit ${undo.head.slice(0, 12)}`;
    const message = `The update began ${then}, and another commit is checked out since.`;
    throw new CreateError('UPDATE_COMMITTED', message);
  }
  const found = await findFiles(root, undo);
  await requireRestorable(root, undo, found);
  const kept: string[] = [];
  for (const { file, now, since } of found) {
    if (since === 'edited' && now !== undefined) kept.push(await keepCopy(root, file.path, now));
  }
  // From here on it is an update that was interrupted: the next one puts the rest back.
  await writeUndo(root, { ...undo, state: 'applying' });
  const staged = await restoreIndex(root, undo, world);
  const restored = await restoreFiles(root, undo, found);
  await dropUndo(root);
  return { from: undo.from, to: undo.to, restored, kept, staged };
}
