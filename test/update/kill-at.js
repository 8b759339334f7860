// Loaded before a program (`node --import`): kills it at change number KILL_AT of the folder it is in.
import { isAbsolute, relative } from 'node:path';
import { observe } from './changes.js';

const killAt = Number(process.env['KILL_AT'] ?? Number.POSITIVE_INFINITY);
let changes = 0;

await observe({
  change: (path) => {
    if (typeof path === 'string' && isOutside(path)) return undefined;
    changes += 1;
    if (changes === killAt) process.kill(process.pid, 'SIGKILL');
    return undefined;
  },
  isNextTheLast: () => changes + 1 === killAt,
});

/** @param {string} path such as that of a file in the temporary folder of a merge */
function isOutside(path) {
  const inside = relative(process.cwd(), path);
  return inside.startsWith('..') || isAbsolute(inside);
}
