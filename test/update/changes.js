// Lets a test look at every change that a program makes, before the change is made.
import childProcess from 'node:child_process';
import { EventEmitter } from 'node:events';
import fs from 'node:fs';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { fileURLToPath } from 'node:url';

const changing = [
  ...['mkdir', 'rename', 'rm', 'rmdir', 'unlink', 'chmod', 'symlink', 'cp', 'copyFile', 'truncate'],
];
const writing = ['writeFile', 'appendFile'];

/** @typedef {(...args: any[]) => any} Method */

/**
 * @typedef {object} Observer
 * @property {(path?: unknown) => Promise<never> | undefined} change is told of each, and of what path
 *   if a path is given; a promise holds it back for ever
 * @property {() => boolean} isNextTheLast whether no change after the next one will be made
 */

/**
 * Whatever the process changes from now on is told first. Content counts twice: nothing of it is
 * written when the first of the two is held back, half of it when the second is.
 *
 * @param {Observer} observer
 */
export async function observe({ change, isNextTheLast }) {
  /** @type {Instead} */
  const before = (method, self, args) => change() ?? method.apply(self, args);
  /** @type {Instead} */
  const beforeAt = (method, self, args) => change(args[0]) ?? method.apply(self, args);
  /** @type {Instead} */
  const beforeSync = (method, self, args) => {
    if (change(args[0]) !== undefined) throw new Error(`${method.name} cannot be held back.`);
    return method.apply(self, args);
  };
  /** @type {(index: number) => Instead} which argument holds the content */
  const inTheMiddle = (index) => async (method, self, args) => {
    const path = index === 0 ? undefined : args[0];
    await change(path);
    if (isNextTheLast()) {
      const content = Buffer.from(args[index]);
      await method.apply(self, args.with(index, content.subarray(0, content.length / 2)));
    }
    await change(path);
    return method.apply(self, args);
  };
  const handle = await promises.open(fileURLToPath(import.meta.url));
  const fileHandle = Object.getPrototypeOf(handle);
  await handle.close();

  replace(
    fs,
    [...changing, ...writing].map((name) => `${name}Sync`),
    beforeSync,
  );
  replace(promises, changing, beforeAt);
  replace(promises, writing, inTheMiddle(1));
  replace(fileHandle, ['chmod', 'truncate', 'write', 'appendFile'], before);
  replace(fileHandle, ['writeFile'], inTheMiddle(0));
  replace(promises, ['open'], (method, self, args) =>
    isReading(args[1]) ? method.apply(self, args) : beforeAt(method, self, args),
  );
  replace(childProcess, ['spawn'], (method, self, args) => {
    const writes = ['update-index', 'hash-object', 'reset', 'add', 'commit'];
    const isWriting = args[0] === 'git' && writes.some((word) => args[1].includes(word));
    // A child that neither begins nor ends.
    return isWriting && change() !== undefined ? new EventEmitter() : method.apply(self, args);
  });
  syncBuiltinESMExports();
}

/** @typedef {(method: Method, self: any, args: any[]) => any} Instead */

/**
 * @param {Record<string, any>} owner
 * @param {readonly string[]} names
 * @param {Instead} instead
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

/** @param {unknown} flags */
function isReading(flags) {
  const { O_RDONLY, O_NOFOLLOW } = fs.constants;
  return [undefined, 'r', O_RDONLY, O_RDONLY | O_NOFOLLOW].some((reading) => flags === reading);
}
