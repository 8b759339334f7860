// npm test: sets itself up, runs every check, ends with "N passed, N failed".
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { count } from './count.js';
import { failuresIn } from './failures.js';
import { root, run, start } from './run.js';
import { setUp } from './set-up.js';

const results = mkdtempSync(join(tmpdir(), 'create-mcp-oauth-app-results-'));
const requirementResults = join(results, 'requirements.json');
const unitResults = join(results, 'unit.json');
const browserResults = join(results, 'browser.json');
const matrixResults = join(results, 'matrix.json');

/**
 * A phase with `counts` is counted by its own tests; any other phase adds one failure if it fails.
 *
 * @typedef {{ name: string, command: readonly string[], counts?: string }} Phase
 */

const browserConfig = ['--config', 'test/browser/vitest.config.ts'];
const requirementsOptions = ['--check', '--results', requirementResults];

/**
 * One after the other, as all phases: each keeps all processors at work by itself. These need nothing but
 * the development tools. Templates are linted in the projects that they become.
 *
 * @type {Phase[]}
 */
const checks = [
  { name: 'lint', command: tool('biome', 'check', '.') },
  { name: 'types', command: tool('tsc') },
  { name: 'types of the templates as they lie', command: tool('tsc', '-p', 'templates') },
  {
    name: 'requirements and their tests',
    command: [process.execPath, 'scripts/requirements.js', ...requirementsOptions],
    counts: requirementResults,
  },
  { name: 'build', command: [process.execPath, 'scripts/build.js'] },
];

/** @type {Phase[]} */
const tests = [
  {
    name: 'unit tests',
    command: tool('vitest', 'run', ...reporters(unitResults)),
    counts: unitResults,
  },
  {
    name: 'pages in a browser',
    command: tool('vitest', 'run', ...browserConfig, ...reporters(browserResults)),
    counts: browserResults,
  },
  {
    name: 'generated projects',
    command: tool('tsx', 'test/matrix/main.ts', '--results', matrixResults),
    counts: matrixResults,
  },
];

const total = { passed: 0, failed: 0 };
/** @type {string[]} */
const report = [];

// What is downloaded and unpacked here and there does not wait for each other.
const besides = ['system-programs', 'newest-node', 'package-managers'].map((name) =>
  start([process.execPath, `scripts/${name}.js`]),
);
if (setUp()) {
  run(process.execPath, ['scripts/templates-tsconfig.js']);
  // The compiler is written in Go, and ends before its garbage matters.
  for (const check of checks) await perform(check, { GOGC: 'off' });
  await Promise.all(besides);
  for (const test of tests) await perform(test);
} else {
  await Promise.all(besides);
  total.failed += 1;
  report.push('set up: failed');
}
rmSync(results, { recursive: true, force: true });
console.log(`\n${report.join('\n')}\n\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

/**
 * @param {Phase} phase
 * @param {NodeJS.ProcessEnv} [env] variables besides
 */
async function perform({ name, command, counts }, env) {
  console.log(`\n== ${name}`);
  const started = performance.now();
  const ok = await start(command, env);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  const { passed, failed } = counts === undefined ? { passed: 0, failed: 0 } : count(counts);
  total.passed += passed;
  total.failed += ok ? failed : Math.max(failed, 1);
  const numbers = counts === undefined ? '' : `${passed} passed, ${failed} failed, `;
  report.push(`${name}: ${ok && failed === 0 ? 'ok' : 'failed'} (${numbers}${seconds} s)`);
  if (counts !== undefined) report.push(...failuresIn(counts, root).map((line) => `  ${line}`));
}

/**
 * @param {string} name
 * @param {...string} args
 */
function tool(name, ...args) {
  return ['npm', 'exec', '--no', '--', name, ...args];
}

/** @param {string} file */
function reporters(file) {
  return ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
}
