// Replaces many files of a project: the contents first, several at a time, then one name after another.
import type { NewContent } from './replace-file.js';
import { moveIntoPlace, writeBeside } from './replace-file.js';

export type FileContent = NewContent & { readonly path: string };

/** Waiting for the disk takes most of the time; more than this gains nothing. */
const atOnce = 8;

/**
 * When the disk is full, no file has been replaced yet. They are replaced in the given order.
 *
 * @param signal looked at between two steps
 * @throws what the first write that failed throws, when no other is going on any more
 */
export async function replaceFiles(
  root: string,
  files: readonly FileContent[],
  signal?: AbortSignal,
): Promise<void> {
  for (let start = 0; start < files.length; start += atOnce) {
    signal?.throwIfAborted();
    const batch = files.slice(start, start + atOnce);
    const written = await Promise.allSettled(
      batch.map(({ path, ...content }) => writeBeside(root, path, content)),
    );
    for (const result of written) if (result.status === 'rejected') throw result.reason;
  }
  for (const { path } of files) {
    signal?.throwIfAborted();
    await moveIntoPlace(root, path);
  }
}
