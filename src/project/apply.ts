// Carries out the plan of an update, so that a kill at any moment can be repaired.
import { CreateError } from '../errors.js';
import type { DiskFile, UpdatePlan } from '../update/plan.js';
import type { Undo } from '../update/undo.js';
import { writeIndex } from './index-entries.js';
import { plannedIndex } from './planned-index.js';
import type { Work } from './prepare.js';
import { prepare } from './prepare.js';
import { removeEmptyParents, removeFile } from './replace-file.js';
import { replaceFiles } from './replace-files.js';
import type { Repository } from './repository.js';
import type { ProcessWorld } from './run.js';
import { recover } from './undo.js';
import { writeUndo } from './undo-store.js';

/** With the repository as `requireClean` has found it. */
export interface ApplyContext extends Repository {
  /** Versions of the generator. */
  readonly from: string;
  readonly to: string;
  /** The files that the plan was made from; a path that is not in it was absent. */
  readonly seen: ReadonlyMap<string, DiskFile>;
}

/**
 * Everything that will be lost is kept first, then each file is replaced whole, the record last. A
 * failure and a cancelled run are rolled back; what a kill leaves, `recover` puts back.
 *
 * @throws CreateError CHANGED_MEANWHILE or UNSAFE_PATH before anything is touched; WRITE_FAILED or
 * the reason of the signal when everything is as before; INTERRUPTED_UPDATE when it is not
 */
export async function applyPlan(
  root: string,
  plan: UpdatePlan,
  { from, to, gitRoot, head, seen }: ApplyContext,
  world: ProcessWorld,
): Promise<void> {
  const work = await prepare(root, plan, seen);
  const index = gitRoot === undefined ? [] : await plannedIndex(root, plan, world);
  if (work.files.length === 0 && index.length === 0) return;
  const { files, folders } = work;
  const store = (state: Undo['state']) =>
    writeUndo(root, { format: 1, state, from, to, head, files, folders, index });
  try {
    await store('applying');
    await carryOut(root, work, world.signal);
    await writeIndex(root, index, world);
    world.signal.throwIfAborted();
    await store('done');
  } catch (cause) {
    await rollBack(root, cause, world);
  }
}

async function carryOut(root: string, work: Work, signal: AbortSignal): Promise<void> {
  for (const path of work.deletes) {
    signal.throwIfAborted();
    await removeFile(root, path);
    await removeEmptyParents(root, path);
  }
  await replaceFiles(root, work.writes, signal);
}

/** Goes on even when the signal says stop: that is what it is for. */
async function rollBack(root: string, cause: unknown, { env }: ProcessWorld): Promise<never> {
  try {
    await recover(root, { env, signal: new AbortController().signal });
  } catch (failure) {
    if (failure instanceof CreateError) throw failure;
    throw new CreateError('INTERRUPTED_UPDATE', 'The update was interrupted half-way.', {
      cause: failure,
    });
  }
  const failed = cause as NodeJS.ErrnoException;
  if (cause instanceof CreateError || failed?.syscall === undefined) throw cause;
  const message = `The update could not be written: ${failed.message}.`;
  throw new CreateError('WRITE_FAILED', message, { cause });
}
