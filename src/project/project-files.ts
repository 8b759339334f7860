// Lists and reads the files of a project that an update is about.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CreateError } from '../errors.js';
import { pathProblem } from '../tree/path.js';
import { sortPaths } from '../tree/tree.js';
import type { Blocked } from '../update/decide.js';
import type { DiskFile } from '../update/plan.js';
import { items, tryGit } from './git-command.js';
import type { Standing } from './look-at.js';
import { lookAt } from './look-at.js';
import { readSavedFiles } from './read-files.js';
import { isOutside } from './repository.js';
import type { ProcessWorld } from './run.js';

const ownerMayExecute = 0o100;
/** Larger files are none that we have written. */
const maxOwnBytes = 1024 * 1024;
const skipped = new Set(['node_modules', '.git', 'dist', 'data', 'coverage']);

export interface ProjectFiles {
  /** Those that are there. */
  readonly files: ReadonlyMap<string, DiskFile>;
  /** Where a folder is in the way, or a file in place of a parent folder. */
  readonly blocked: ReadonlyMap<string, Blocked>;
}

/**
 * @param root the project, absolute
 * @param executables paths that git has as executable, where the file system does not tell
 * @throws CreateError UNSAFE_PATH; nothing is ever read through a link
 */
export async function readProjectFiles(
  root: string,
  paths: Iterable<string>,
  executables?: ReadonlySet<string>,
): Promise<ProjectFiles> {
  const files = new Map<string, DiskFile>();
  const blocked = new Map<string, Blocked>();
  const wanted = [...paths];
  for (const [path, { bytes, mode }] of await readSavedFiles(root, wanted)) {
    const executable = executables?.has(path) ?? (mode & ownerMayExecute) !== 0;
    files.set(path, { bytes, executable });
  }
  for (const path of wanted.filter((one) => !files.has(one))) {
    const { kind } = await lookAt(root, path);
    if (kind === 'folder' || kind === 'parent-is-file') blocked.set(path, kind);
  }
  return { files, blocked };
}

/**
 * Links, submodules, files of 1 MB and more and names that not every system can hold are left out.
 *
 * @returns sorted paths
 */
export async function listOwnFiles(root: string, world: ProcessWorld): Promise<string[]> {
  const flags = ['--cached', '--others', '--exclude-standard', '-z'];
  const outcome = await tryGit(['ls-files', ...flags, '--', '.'], root, world);
  if (!outcome.ok && !isOutside(outcome)) {
    throw new CreateError('GIT_FAILED', `git ls-files failed: ${outcome.output.trim()}`);
  }
  const inGit = outcome.ok ? items(outcome.stdout) : [];
  // Nothing: there is no repository, or the one around the project ignores it.
  const listed = inGit.length > 0 ? inGit : await walk(root, '');
  const kept: string[] = [];
  for (const path of new Set(listed)) {
    if (pathProblem(path) !== undefined) continue;
    const standing = await lookAt(root, path).catch(unlessUnsafe);
    if (standing?.kind === 'file' && standing.size < maxOwnBytes) kept.push(path);
  }
  return sortPaths(kept);
}

/** A folder with a `.git` of its own is another project. */
async function walk(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  if (folder !== '' && entries.some(({ name }) => name === '.git')) return [];
  const found: string[] = [];
  for (const entry of entries) {
    const path = `${folder}${folder && '/'}${entry.name}`;
    if (entry.isFile()) found.push(path);
    else if (entry.isDirectory() && !skipped.has(entry.name))
      found.push(...(await walk(root, path)));
  }
  return found;
}

function unlessUnsafe(error: unknown): Standing | undefined {
  if (error instanceof CreateError && error.code === 'UNSAFE_PATH') return undefined;
  throw error;
}
