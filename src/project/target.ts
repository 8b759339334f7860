// Looks at the directory a project is to go to, before anything is written.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { CreateError } from '../errors.js';

/** All paths are absolute. */
export interface Target {
  readonly path: string;
  /** Whether the directory exists; it is empty then. */
  readonly exists: boolean;
  /** The nearest directory that exists: the target itself, its parent, or further up. */
  readonly surroundings: string;
  /** Parents that have to be made, outermost first. */
  readonly missingParents: readonly string[];
}

/**
 * @param directory as typed
 * @throws CreateError TARGET_NOT_EMPTY or TARGET_UNUSABLE
 */
export async function inspectTarget(directory: string, cwd: string): Promise<Target> {
  const path = resolve(cwd, directory);
  const kind = await kindOf(path);
  if (kind === 'other') {
    throw new CreateError('TARGET_UNUSABLE', `${directory} exists and is not a directory.`);
  }
  if (kind === 'directory') {
    const count = (await readdir(path)).length;
    if (count === 0) {
      return { path, exists: true, surroundings: await realpath(path), missingParents: [] };
    }
    const things = count === 1 ? 'one entry' : `${count} entries`;
    throw new CreateError(
      'TARGET_NOT_EMPTY',
      `The directory ${directory} is not empty (${things}). It was left untouched.`,
    );
  }
  return { path, exists: false, ...(await surroundingsOf(path, directory)) };
}

/**
 * The same for a name while it is typed: what would be refused later is said at once.
 *
 * @returns one sentence, or undefined when the directory is free
 */
export function targetProblem(directory: string, cwd: string): string | undefined {
  const path = resolve(cwd, directory);
  if (!existsSync(path)) return undefined;
  if (!statSync(path).isDirectory()) return `${directory} exists here and is not a directory.`;
  return readdirSync(path).length === 0
    ? undefined
    : `The directory ${directory} exists here and is not empty.`;
}

async function surroundingsOf(path: string, directory: string) {
  const missingParents: string[] = [];
  for (let parent = dirname(path); ; parent = dirname(parent)) {
    const kind = await kindOf(parent);
    if (kind === 'directory') return { surroundings: parent, missingParents };
    if (kind === 'other') {
      const message = `${directory} cannot be made: ${parent} is not a directory.`;
      throw new CreateError('TARGET_UNUSABLE', message);
    }
    missingParents.unshift(parent);
  }
}

/** A link to a directory counts as one; a link to nothing does not. */
async function kindOf(path: string): Promise<'directory' | 'other' | 'absent'> {
  try {
    return (await stat(path)).isDirectory() ? 'directory' : 'other';
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'ENOENT') return code === 'ENOTDIR' ? 'other' : unusable(path, error);
    return lstat(path).then(
      () => 'other',
      () => 'absent',
    );
  }
}

function unusable(path: string, cause: unknown): never {
  throw new CreateError('TARGET_UNUSABLE', `${path} cannot be looked at.`, { cause });
}
