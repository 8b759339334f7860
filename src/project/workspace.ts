// The temporary folder a project is made in, and the one step that puts it in its place.
import { mkdirSync } from 'node:fs';
import { readdir, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CreateError } from '../errors.js';
import type { Random } from './env-file.js';
import type { Janitor } from './janitor.js';
import type { Target } from './target.js';

export interface Workspace {
  /** The temporary folder, absolute. */
  readonly folder: string;
  /** Moves the project to the target. */
  place(): Promise<void>;
  /** Removes everything this run made. */
  discard(): Promise<void>;
}

/**
 * For a new target the folder is a sibling, placed by one rename. For a target that exists and is
 * empty it lies inside, so that the directory somebody stands in stays the same directory.
 *
 * @throws CreateError TARGET_UNUSABLE
 */
export async function openWorkspace(
  target: Target,
  random: Random,
  janitor: Janitor,
): Promise<Workspace> {
  const unique = Buffer.from(random(4)).toString('hex');
  const home = target.exists ? target.path : dirname(target.path);
  const folder = join(home, `.${basename(target.path)}-${unique}.partial`);
  const owned = { folders: [folder], emptied: target.missingParents.toReversed() };
  await janitor.tell({ type: 'own', ...owned });
  const discard = async () => {
    for (const made of owned.folders) await rm(made, { recursive: true, force: true });
    for (const parent of owned.emptied) await rmdir(parent).catch(keepIfUsed);
  };
  const place = async () => {
    if (!target.exists) return await rename(folder, target.path).catch(explain(target.path));
    const names = await readdir(folder);
    owned.folders.push(...names.map((name) => join(target.path, name)));
    await janitor.tell({ type: 'own', ...owned });
    for (const name of names) await rename(join(folder, name), join(target.path, name));
    await rmdir(folder);
  };
  try {
    // At once: a promise would wait for a thread, and those have the record to pack.
    mkdirSync(home, { recursive: true });
    mkdirSync(folder);
  } catch (error) {
    explain(target.path)(error as NodeJS.ErrnoException);
  }
  return { folder, place, discard };
}

/** A parent that somebody put something into meanwhile stays. */
function keepIfUsed(error: NodeJS.ErrnoException): void {
  if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(error.code ?? '')) throw error;
}

function explain(path: string) {
  return (cause: NodeJS.ErrnoException): never => {
    const taken = ['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(cause.code ?? '');
    if (taken) {
      const message = `Somebody made ${path} meanwhile. It was left untouched.`;
      throw new CreateError('TARGET_NOT_EMPTY', message, { cause });
    }
    throw new CreateError('TARGET_UNUSABLE', `${path} cannot be made (${cause.code}).`, { cause });
  };
}
