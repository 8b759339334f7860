// npm run example [-- DIRECTORY]: creates a project next to this clone, installs it, runs its tests.
import { existsSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { root, run } from './run.js';
import { setUp } from './set-up.js';

const typed = process.argv[2];
const target =
  typed === undefined
    ? join(root, '..', 'my-mcp-server')
    : resolve(process.env['INIT_CWD'] ?? process.cwd(), typed);

if (existsSync(target) && readdirSync(target).length > 0) {
  console.error(`${target} is not empty; it was left untouched.`);
  console.error('Give another directory: npm run example -- ../another-name');
  process.exit(1);
}

step('set up', setUp());
step('build', run(process.execPath, ['scripts/build.js']));
step('create', run(process.execPath, ['dist/cli.js', 'create', target, '--yes']));
console.log('\nRunning the tests of your new project...');
step('test', run('npm', ['test'], { cwd: target }));

const directory = relative(process.env['INIT_CWD'] ?? process.cwd(), target);
console.log(`
Your project is created, installed and tested. It is ready:

  cd ${directory}
  npm run dev
`);

/**
 * @param {string} name
 * @param {boolean} ok
 */
function step(name, ok) {
  if (ok) return;
  console.error(`\nThe step "${name}" failed; what it said is above.`);
  process.exit(1);
}
