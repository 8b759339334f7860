// Installs the newest LTS release of Node, on which generated projects are tested too, where it has a program.
import { join } from 'node:path';
import { root } from './run.js';
import { setUp } from './set-up.js';

if (process.platform === 'linux' && process.arch === 'x64') {
  const isReady = setUp('the newest LTS release of Node', join(root, 'test/node-lts'));
  process.exitCode = isReady ? 0 : 1;
}
