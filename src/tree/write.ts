// Writes files into one folder that nobody else uses yet; never outside it, never over anything.
import { mkdirSync, writeFileSync } from 'node:fs';
import { setImmediate as others } from 'node:timers/promises';
import { CreateError } from '../errors.js';
import { caseTwins, pathProblem } from './path.js';

export interface FileToWrite {
  readonly path: string;
  /** What is still being made is waited for in its turn. */
  readonly content: string | Uint8Array | Promise<Uint8Array>;
  /** Permission bits before the umask, such as 0o644. */
  readonly mode: number;
}

/** Written at once: for small files that is several times as fast as a promise each. */
const batch = 32;

/**
 * @param root an existing folder
 * @param signal looked at between batches of files, so that a cancelled run stops there
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
  for (const folder of new Set(paths.map(folderOf))) {
    mkdirSync(`${root}/${folder}`, { recursive: true });
  }
  for (const [index, { path, content, mode }] of files.entries()) {
    if (index % batch === 0) await others();
    signal.throwIfAborted();
    const bytes = content instanceof Promise ? await content : content;
    writeFileSync(`${root}/${path}`, bytes, { mode, flag: 'wx' });
  }
}

/** Of a path that is known to be safe, and so in its shortest form. */
function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
