// Loaded before a program (`node --import`): kills it at change number KILL_AT.
import { observe } from './changes.js';

const killAt = Number(process.env['KILL_AT'] ?? Number.POSITIVE_INFINITY);
let changes = 0;

await observe({
  change: () => {
    changes += 1;
    if (changes === killAt) process.kill(process.pid, 'SIGKILL');
    return undefined;
  },
  isNextTheLast: () => changes + 1 === killAt,
});
