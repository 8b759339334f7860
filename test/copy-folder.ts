// Copies a folder of a few small files, many times faster than `cp` of Node does.
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Permission bits of files are kept, times are not.
 *
 * @param to must not be there yet, and its parent must be
 * @returns `to`
 */
export function copyFolder(from: string, to: string): string {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyFolder(source, target);
    else if (entry.isFile()) copyFileSync(source, target);
    else throw new Error(`${source} is neither a file nor a folder.`);
  }
  return to;
}
