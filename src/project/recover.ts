// Puts a project back that an update has left half-way.
import { CreateError } from '../errors.js';
import { undoFolder } from '../update/undo.js';
import { repositoryOf } from './repository.js';
import { findFiles, requireRestorable, restoreFiles } from './restore.js';
import { restoreIndex } from './restore-index.js';
import type { ProcessWorld } from './run.js';
import { dropUndo, readUndo } from './undo-store.js';

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
  await requireRestorable(root, found);
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
