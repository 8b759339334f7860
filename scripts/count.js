// Counts tests in a JSON report of vitest, or in a list of such counts.
import { readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number }} Counts */

/**
 * A report that is missing or holds no test counts as one failure: something did not run. So does
 * a test file that could not be loaded, and every test that was skipped.
 *
 * @param {string} file
 * @param {{ mayLeaveOut?: boolean }} [options] `mayLeaveOut` lets tests be skipped, where something
 *   else sees to it that they run elsewhere
 * @returns {Counts}
 */
export function count(file, { mayLeaveOut = false } = {}) {
  const report = read(file);
  if (report === undefined) return { passed: 0, failed: 1 };
  if ('passed' in report) return { passed: report.passed, failed: report.failed };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, success } = report;
  const failed = numFailedTests + numTodoTests + (mayLeaveOut ? 0 : numPendingTests);
  const broken = failed === 0 && (!success || numPassedTests === 0);
  return { passed: numPassedTests, failed: broken ? 1 : failed };
}

/** @param {string} file */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
