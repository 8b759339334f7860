// What stands at a path of a project, without ever following a link out of it.
import type { Stats } from 'node:fs';
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { CreateError } from '../errors.js';
import { pathProblem } from '../tree/path.js';

export type Standing =
  | { readonly kind: 'absent' }
  /** `mode` holds the permission bits only. */
  | { readonly kind: 'file'; readonly mode: number; readonly size: number }
  | { readonly kind: 'folder' }
  | { readonly kind: 'parent-is-file'; readonly parent: string };

const permissionBits = 0o777;

/**
 * @param root the project, absolute
 * @param path in the project, with forward slashes; may come from a file that anybody has written
 * @throws CreateError UNSAFE_PATH for a path that leaves the project, a link, something that is
 * neither file nor folder, and for a parent that is a repository of its own (a submodule)
 */
export async function lookAt(root: string, path: string): Promise<Standing> {
  const problem = pathProblem(path);
  if (problem !== undefined) throw new CreateError('UNSAFE_PATH', problem);
  const parts = path.split('/');
  for (let depth = 1; depth < parts.length; depth += 1) {
    const parent = parts.slice(0, depth).join('/');
    const stats = statsOf(root, parent);
    if (stats === undefined) return { kind: 'absent' };
    if (stats.isFile()) return { kind: 'parent-is-file', parent };
    if (statsOf(root, `${parent}/.git`) !== undefined) {
      throw new CreateError('UNSAFE_PATH', `${path} is in the repository ${parent}, not in ours.`);
    }
  }
  const stats = statsOf(root, path);
  if (stats === undefined) return { kind: 'absent' };
  if (stats.isDirectory()) return { kind: 'folder' };
  return { kind: 'file', mode: stats.mode & permissionBits, size: stats.size };
}

function statsOf(root: string, path: string): Stats | undefined {
  const stats = linkStats(root, path);
  if (stats?.isSymbolicLink()) throw new CreateError('UNSAFE_PATH', `${path} is a link.`);
  if (stats !== undefined && !stats.isFile() && !stats.isDirectory()) {
    throw new CreateError('UNSAFE_PATH', `${path} is neither a file nor a folder.`);
  }
  return stats;
}

/** At once: an update looks a thousand times, and each waits longer for a thread than for the disk. */
function linkStats(root: string, path: string): Stats | undefined {
  try {
    return lstatSync(join(root, path), { throwIfNoEntry: false });
  } catch (cause) {
    const message = `${path} cannot be looked at (${(cause as NodeJS.ErrnoException).code}).`;
    throw new CreateError('UNSAFE_PATH', message, { cause });
  }
}
