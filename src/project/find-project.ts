// Finds the project that a command is run in.
import { dirname } from 'node:path';
import { CreateError } from '../errors.js';
import { manifestPath } from '../update/manifest.js';
import { readFileAt } from './read-file.js';

export interface FoundProject {
  /** Absolute. */
  readonly root: string;
  /** Not yet validated. */
  readonly manifestText: string;
}

/** That of a project is about 30 KB. */
const maxBytes = 4 * 1024 * 1024;

/**
 * Looks in the folder and then in its parents.
 *
 * @param cwd absolute
 * @throws CreateError NOT_A_PROJECT, or UNSAFE_PATH when the manifest is a link or too large
 */
export async function findProject(cwd: string): Promise<FoundProject> {
  for (let root = cwd; ; root = dirname(root)) {
    const file = await readFileAt(root, manifestPath, maxBytes);
    if (file !== undefined) {
      return { root, manifestText: Buffer.from(file.bytes).toString('utf8') };
    }
    if (dirname(root) === root) {
      const message = `${cwd} is not in a project: no folder above it holds ${manifestPath}.`;
      throw new CreateError('NOT_A_PROJECT', message);
    }
  }
}
