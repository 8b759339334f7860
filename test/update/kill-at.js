// Loaded before a program (`node --import`): counts what it changes, and kills it at change number KILL_AT.
import childProcess from 'node:child_process';
import fs from 'node:fs';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { fileURLToPath } from 'node:url';

const killAt = Number(process.env['KILL_AT'] ?? Number.POSITIVE_INFINITY);
const changing = ['mkdir', 'rename', 'rm', 'rmdir', 'unlink', 'chmod', 'symlink', 'cp', 'truncate'];
const writing = ['writeFile', 'appendFile', 'copyFile'];
let changes = 0;

function step() {
  changes += 1;
  if (changes === killAt) process.kill(process.pid, 'SIGKILL');
}

/** @typedef {(...args: any[]) => any} Method */

/**
 * @param {Record<string, any>} owner
 * @param {readonly string[]} names
 * @param {(method: Method, self: any, args: any[]) => any} instead
 */
function replace(owner, names, instead) {
  for (const name of names) {
    /** @type {Method} */
    const method = owner[name];
    /** @this {any} @param {any[]} args */
    owner[name] = function replaced(...args) {
      return instead(method, this, args);
    };
  }
}

/** @type {(method: Method, self: any, args: any[]) => any} */
const before = (method, self, args) => {
  step();
  return method.apply(self, args);
};

/**
 * Dies before the first byte, or with half of them written.
 *
 * @param {number} index which argument holds the content
 */
const inTheMiddle =
  (/** @type {number} */ index) =>
  async (/** @type {Method} */ method, /** @type {any} */ self, /** @type {any[]} */ args) => {
    step();
    if (changes + 1 === killAt) {
      const content = Buffer.from(args[index]);
      const half = content.subarray(0, content.length / 2);
      await method.apply(self, args.with(index, half));
    }
    step();
    return method.apply(self, args);
  };

const handle = await promises.open(fileURLToPath(import.meta.url));
const fileHandle = Object.getPrototypeOf(handle);
await handle.close();

replace(
  fs,
  [...changing, ...writing].map((name) => `${name}Sync`),
  before,
);
replace(promises, changing, before);
replace(promises, writing, inTheMiddle(1));
replace(fileHandle, ['chmod', 'truncate', 'write', 'appendFile'], before);
replace(fileHandle, ['writeFile'], inTheMiddle(0));
replace(promises, ['open'], (method, self, args) => {
  const reads = args[1] === undefined || args[1] === 'r' || args[1] === fs.constants.O_RDONLY;
  const follows = args[1] === (fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW);
  if (!reads && !follows) step();
  return method.apply(self, args);
});
replace(childProcess, ['spawn'], (method, self, args) => {
  const writes = ['update-index', 'hash-object', 'reset', 'add', 'commit'];
  if (args[0] === 'git' && writes.some((word) => args[1].includes(word))) step();
  return method.apply(self, args);
});
syncBuiltinESMExports();
