// npm run deletion [-- WORD]: takes each check out of a generated project; its tests must notice.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checks, folders } from './deletion/checks.js';
import { withBody } from './deletion/without.js';
import { root, run } from './run.js';
import { setUp } from './set-up.js';

/** Milliseconds for one run of tests: without a check the code may run in circles. */
const longest = 120_000;

/** @typedef {{ kind: 'passed' | 'failed' | 'broken' | 'endless', about: string }} Result */

const only = process.argv[2] ?? '';
const temporary = mkdtempSync(join(tmpdir(), 'deletion-'));
const project = join(temporary, 'project');
let unnoticed = 0;

try {
  if (!setUp() || !run(process.execPath, ['scripts/build.js']) || !render()) process.exitCode = 1;
  else if (!compilesWithout() || !passesAsItIs()) process.exitCode = 1;
  else removeEach();
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

function render() {
  const args = ['dist/cli.js', project, '--yes', '--no-git', '--no-install'];
  if (spawnSync(process.execPath, args, { cwd: root, stdio: 'ignore' }).status !== 0) return false;
  // Everything that projects depend on is installed here, since their templates are checked here.
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'), 'junction');
  return true;
}

/** A body that has grown stale would fail every test: all of them must fit the code of today. */
function compilesWithout() {
  const files = Object.entries(checks).map(([file, functions]) => {
    const path = pathOf(file);
    const source = readFileSync(path, 'utf8');
    return { path, source, bare: Object.entries(functions).reduce(replaced, source) };
  });
  for (const { path, bare } of files) writeFileSync(path, bare);
  const compiles = run(
    process.execPath,
    [join(project, 'node_modules', 'typescript', 'bin', 'tsc')],
    {
      cwd: project,
    },
  );
  for (const { path, source } of files) writeFileSync(path, source);
  if (!compiles) console.error('Bring scripts/deletion/checks.js up to date with src/oauth.');
  return compiles;
}

/**
 * @param {string} source
 * @param {readonly [name: string, body: string]} replacement
 */
function replaced(source, [name, body]) {
  return withBody(source, name, body);
}

/** @param {string} file */
function pathOf(file) {
  return join(project, 'src', 'oauth', file);
}

/** Tests that fail anyway notice nothing. */
function passesAsItIs() {
  const { kind, about } = test(Object.values(folders).flat());
  if (kind !== 'passed') console.error(`The project fails with all of its checks: ${about}`);
  return kind === 'passed';
}

function removeEach() {
  let removed = 0;
  for (const [file, functions] of Object.entries(checks)) {
    for (const [name, body] of Object.entries(functions)) {
      if (!`${file} ${name}`.includes(only)) continue;
      removed += 1;
      remove(file, name, body);
    }
  }
  console.log(`\n${removed} checks removed, ${unnoticed} of them unnoticed`);
  process.exitCode = unnoticed === 0 && removed > 0 ? 0 : 1;
}

/**
 * @param {string} file
 * @param {string} name
 * @param {string} body
 */
function remove(file, name, body) {
  const path = pathOf(file);
  const source = readFileSync(path, 'utf8');
  writeFileSync(path, withBody(source, name, body));
  let { kind, about } = test(testsOf(file));
  // What broke off has said nothing yet.
  if (kind === 'broken') ({ kind, about } = test(testsOf(file)));
  writeFileSync(path, source);
  const isNoticed = kind === 'failed' || kind === 'endless';
  if (!isNoticed) unnoticed += 1;
  console.log(`${isNoticed ? 'noticed  ' : 'UNNOTICED'} ${file} ${name}: ${about}`);
}

/** @param {string} file */
function testsOf(file) {
  const folder = Object.entries(folders).find(([name]) => file.startsWith(`${name}/`));
  return folder?.[1] ?? [];
}

/**
 * Runs tests of the project until the first one fails. What cannot be loaded is `broken`: that says
 * nothing of the tests.
 *
 * @param {readonly string[]} paths
 * @returns {Result}
 */
function test(paths) {
  const report = join(temporary, 'report.json');
  rmSync(report, { force: true });
  const vitest = join(project, 'node_modules', 'vitest', 'vitest.mjs');
  const reporter = ['--reporter=json', `--outputFile=${report}`];
  // In threads, which end together with their process.
  const args = [vitest, 'run', ...paths, '--bail=1', '--pool=threads', ...reporter];
  const { status, error } = spawnSync(process.execPath, args, {
    cwd: project,
    stdio: 'ignore',
    timeout: longest,
    killSignal: 'SIGKILL',
  });
  if (error !== undefined) return { kind: 'endless', about: 'the tests did not end in time' };
  if (status === 0) return { kind: 'passed', about: 'every test passed' };
  const testResults = resultsIn(report);
  if (testResults === undefined) return { kind: 'broken', about: 'the tests did not report' };
  const failed = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .find((one) => one.status === 'failed');
  if (failed !== undefined) return { kind: 'failed', about: failed.fullName };
  const messages = testResults.map(({ message }) => message).filter((text) => text !== '');
  return { kind: 'broken', about: messages[0] ?? 'the tests could not be loaded' };
}

/**
 * A run that ends in disorder may leave half a report, or none.
 *
 * @param {string} report
 * @returns {{ message: string, assertionResults: { status: string, fullName: string }[] }[] | undefined}
 */
function resultsIn(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8')).testResults;
  } catch {
    return undefined;
  }
}
