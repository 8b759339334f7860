// npm test: sets itself up, runs every check, ends with "N passed, N failed".
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { count } from './count.js';
import { failuresIn } from './failures.js';
import { root, run } from './run.js';
import { setUp } from './set-up.js';
import { installSystemPrograms } from './system-programs.js';

const results = mkdtempSync(join(tmpdir(), 'create-mcp-oauth-app-results-'));
const requirementResults = join(results, 'requirements.json');
const unitResults = join(results, 'unit.json');
const browserResults = join(results, 'browser.json');
const matrixResults = join(results, 'matrix.json');

/**
 * A phase with `counts` is counted by its own tests; any other phase adds one failure if it fails.
 *
 * @typedef {{ name: string, work: () => boolean, counts?: string }} Phase
 */

const browserConfig = ['--config', 'test/browser/vitest.config.ts'];

/** @type {Phase[]} */
const phases = [
  { name: 'lint', work: () => tool('biome', 'check', '.') },
  { name: 'types', work: () => tool('tsc') },
  { name: 'lint and types of the templates', work: () => run('npm', ['run', 'check:templates']) },
  {
    name: 'requirements and their tests',
    work: () =>
      run(process.execPath, [
        'scripts/requirements.js',
        '--check',
        '--results',
        requirementResults,
      ]),
    counts: requirementResults,
  },
  { name: 'build', work: () => run(process.execPath, ['scripts/build.js']) },
  {
    name: 'unit tests',
    work: () => tool('vitest', 'run', ...reporters(unitResults)),
    counts: unitResults,
  },
  {
    name: 'pages in a browser',
    work: () => tool('vitest', 'run', ...browserConfig, ...reporters(browserResults)),
    counts: browserResults,
  },
  {
    name: 'generated projects',
    work: () => tool('tsx', 'test/matrix/main.ts', '--results', matrixResults),
    counts: matrixResults,
  },
];

const total = { passed: 0, failed: 0 };
/** @type {string[]} */
const report = [];

if (setUp()) {
  installSystemPrograms();
  for (const phase of phases) perform(phase);
} else {
  total.failed += 1;
  report.push('set up: failed');
}
rmSync(results, { recursive: true, force: true });
console.log(`\n${report.join('\n')}\n\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

/** @param {Phase} phase */
function perform({ name, work, counts }) {
  console.log(`\n== ${name}`);
  const ok = work();
  const { passed, failed } = counts === undefined ? { passed: 0, failed: 0 } : count(counts);
  total.passed += passed;
  total.failed += ok ? failed : Math.max(failed, 1);
  const numbers = counts === undefined ? '' : ` (${passed} passed, ${failed} failed)`;
  report.push(`${name}: ${ok && failed === 0 ? 'ok' : 'failed'}${numbers}`);
  if (counts !== undefined) report.push(...failuresIn(counts, root).map((line) => `  ${line}`));
}

/**
 * @param {string} name
 * @param {...string} args
 */
function tool(name, ...args) {
  return run('npm', ['exec', '--no', '--', name, ...args]);
}

/** @param {string} file */
function reporters(file) {
  return ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
}
