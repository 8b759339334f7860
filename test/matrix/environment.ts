// The environment a generated project is checked in: nothing of this repository reaches it.
import { delimiter, join, resolve } from 'node:path';
import { childEnvironment } from '../../src/project/environment.js';

export const repository = resolve(import.meta.dirname, '../..');

/** The oldest release of Node that projects support, which runs this, or the newest LTS. */
export type NodeRelease = 'oldest' | 'newest';

/**
 * Without our own node_modules/.bin on the PATH: a project that forgot to declare a tool must fail.
 *
 * @param first a folder whose programs win, such as that of another Node
 */
export function projectEnvironment(first?: string): NodeJS.ProcessEnv {
  const ours = join(repository, 'node_modules');
  const path = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter(
      (entry) => !entry.startsWith(ours) && !/node-gyp-bin|node_modules[\\/]\.bin/.test(entry),
    );
  const env = {
    ...process.env,
    PATH: [...(first ? [first] : []), ...path].join(delimiter),
    // The compiler is written in Go, and ends before its garbage matters: a third of its time.
    GOGC: 'off',
    // Tests make much that is gone at once: with more room for it, it is looked through less often.
    NODE_OPTIONS: '--max-semi-space-size=64',
  };
  return Object.fromEntries(
    Object.entries(childEnvironment(env)).filter(([name]) => !name.startsWith('VITEST')),
  );
}
