// The tests of a generated project: those that no other variant has run with the same code.
import { count } from '../../scripts/count.js';
import { failuresIn } from '../../scripts/failures.js';
import type { CommandResult } from './command.js';
import type { NodeRelease } from './environment.js';
import type { Home } from './own-programs.js';
import { runIn, scriptOf } from './own-programs.js';
import type { ToRun } from './proven.js';
import type { RanSomewhere } from './ran-somewhere.js';

export interface TestResult extends CommandResult {
  readonly passed: number;
  readonly failed: number;
  readonly failures: readonly string[];
  /** What the progress line says besides. */
  readonly note?: string;
}

export interface TestOptions {
  /** All if absent. */
  readonly toRun?: ToRun;
  /** Is told which tests ran; without it every test must run. */
  readonly ranSomewhere?: RanSomewhere;
  /** The Node of the project, where others run on another. */
  readonly node?: NodeRelease;
}

/**
 * `npm test`, of all its tests or of those named.
 *
 * @param report where vitest writes its JSON report
 */
export async function runTests(
  at: Home,
  report: string,
  { toRun, ranSomewhere, node }: TestOptions = {},
): Promise<TestResult> {
  const some = toRun !== undefined && toRun.elsewhere.files > 0;
  if (some && toRun.files.length === 0) {
    return { ok: true, output: '', seconds: 0, passed: 0, failed: 0, failures: [] };
  }
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  // Variants run side by side: a second worker would load every module once more.
  const args = [...reporters, '--maxWorkers=1', ...(some ? toRun.files : [])];
  const result = await runIn(at, scriptOf(at, 'test', args));
  ranSomewhere?.add(at.folder, report, node);
  const counts = count(report, { mayLeaveOut: ranSomewhere !== undefined });
  return { ...result, ...counts, failures: failuresIn(report, at.folder) };
}

/** @returns what the progress line says of tests that ran elsewhere */
export function described({ elsewhere }: ToRun): string {
  const { files, variants } = elsewhere;
  return files === 0 ? '' : `, ${files} files as in ${[...variants].sort().join(', ')}`;
}
