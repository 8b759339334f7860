// Names what failed, for the end of a long output that few people scroll back through.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

/** Of a message: the rest is in the output above. */
const mostCharacters = 300;

/**
 * @param {string} file a JSON report of vitest, or what another program has listed as `failures`
 * @param {string} folder of the tests, absolute
 * @returns {string[]} one line for each test that failed and each file that could not be loaded; none if
 *   there is no report
 */
export function failuresIn(file, folder) {
  const report = read(file);
  if (Array.isArray(report?.failures)) return report.failures;
  return (report?.testResults ?? []).flatMap(
    /** @param {FileResult} result */
    ({ name, status, message, assertionResults }) => {
      const path = relative(folder, name);
      const failed = assertionResults.filter((test) => test.status === 'failed');
      if (failed.length === 0 && status === 'failed') return [`${path}: ${shortened(message)}`];
      return failed.map(
        ({ fullName, failureMessages }) =>
          `${path}: ${fullName}: ${shortened(failureMessages.join(' '))}`,
      );
    },
  );
}

/**
 * @typedef {{ status: string, fullName: string, failureMessages: string[] }} TestCase
 * @typedef {{ name: string, status: string, message: string, assertionResults: TestCase[] }} FileResult
 */

/**
 * The last lines, where a program says why it ended.
 *
 * @param {string} output
 */
export function lastLines(output) {
  return output.trimEnd().split('\n').slice(-8).join('\n').slice(-2000);
}

/** @param {string} text */
function shortened(text) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of a terminal.
  const plain = text.replace(/\u001b\[[\d;]*m/g, '').replace(/\s+/g, ' ');
  return plain.length > mostCharacters ? `${plain.slice(0, mostCharacters)}…` : plain;
}

/** @param {string} file */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
