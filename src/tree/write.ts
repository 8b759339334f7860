// Writes files into one folder that nobody else uses yet; never outside it, never over anything.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CreateError } from '../errors.js';
import { caseTwins, pathProblem } from './path.js';

export interface FileToWrite {
  readonly path: string;
  readonly content: string | Uint8Array;
  /** Permission bits before the umask, such as 0o644. */
  readonly mode: number;
}

/**
 * @param root an existing folder
 * @param signal checked before each file, so that a cancelled run stops between two files
 * @throws CreateError BROKEN_TEMPLATE for an unsafe path, before anything is written
 */
export async function writeFiles(
  root: string,
  files: readonly FileToWrite[],
  signal: AbortSignal,
): Promise<void> {
  const paths = files.map((file) => file.path);
  const twins = caseTwins(paths);
  const problem =
    paths.map(pathProblem).find((found) => found !== undefined) ??
    (twins && `${twins[0]} and ${twins[1]} differ only in case.`);
  if (problem !== undefined) throw new CreateError('BROKEN_TEMPLATE', problem);
  for (const folder of new Set(paths.map((path) => dirname(path)))) {
    await mkdir(join(root, folder), { recursive: true });
  }
  for (const { path, content, mode } of files) {
    signal.throwIfAborted();
    await writeFile(join(root, path), content, { mode, flag: 'wx' });
  }
}
