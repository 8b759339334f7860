// Loaded before a program (`node --import`): kills it at change number KILL_AT of the folder it is in, or
// copies that folder at each change to a folder in COPIES, named by its number.
import { cpSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { observe } from './changes.js';

const copies = process.env['COPIES'];
const killAt = Number(process.env['KILL_AT'] ?? Number.POSITIVE_INFINITY);
const folder = process.cwd();
let changes = 0;
let isCopying = false;

await observe({
  change: (path) => {
    if (isCopying || (typeof path === 'string' && isOutside(path))) return undefined;
    changes += 1;
    if (changes === killAt) process.kill(process.pid, 'SIGKILL');
    if (copies !== undefined) copyTo(join(copies, `${changes}`));
    return undefined;
  },
  isHalfSeen: () => copies !== undefined || changes + 1 === killAt,
});

/** At once: nothing else is begun meanwhile, so it holds what a kill would leave. @param {string} to */
function copyTo(to) {
  isCopying = true;
  cpSync(folder, to, { recursive: true });
  isCopying = false;
}

/** @param {string} path such as that of a file in the temporary folder of a merge */
function isOutside(path) {
  const inside = relative(folder, path);
  return inside.startsWith('..') || isAbsolute(inside);
}
