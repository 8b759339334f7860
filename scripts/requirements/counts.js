// Counts the requirements of each level: those with tests, and why the others have none.
import { levels } from './problems.js';

/** @typedef {import('./join.js').Row} Row */

const head = ['level', 'rows', 'with tests', 'planned', 'without a test, for a reason', 'open'];

/**
 * @param {Row[]} rows
 * @returns {string} a table in Markdown
 */
export function counts(rows) {
  const ofLevel = (/** @type {string} */ level) =>
    rows.filter(({ requirement }) => requirement.level === level);
  return countsOf('level', [
    ...levels.map((level) => group(level, ofLevel(level))),
    group('all', rows),
  ]);
}

/**
 * @param {string} what what the groups are
 * @param {{ name: string, rows: Row[] }[]} groups
 * @returns {string} a table in Markdown with a line for each
 */
export function countsOf(what, groups) {
  const [, ...columns] = head;
  const table = [[what, ...columns], ...groups.map(({ name, rows }) => cells(name, rows))];
  const widths = head.map((_, column) =>
    Math.max(...table.map((line) => line[column]?.length ?? 0)),
  );
  const rule = widths.map((width) => '-'.repeat(width));
  return table
    .toSpliced(1, 0, rule)
    .map(
      (line) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
    )
    .join('\n');
}

/**
 * @param {string} name
 * @param {Row[]} rows
 */
function group(name, rows) {
  return { name, rows };
}

/**
 * @param {string} name
 * @param {Row[]} rows
 */
function cells(name, rows) {
  const tested = rows.filter(({ proofs }) => proofs.length > 0);
  const others = rows.filter(({ proofs }) => proofs.length === 0);
  const planned = others.filter(({ requirement }) => requirement.status === 'planned');
  const reasoned = others.filter(
    ({ requirement: { status, reason } }) => status !== 'planned' && reason !== undefined,
  );
  const open = others.length - planned.length - reasoned.length;
  const numbers = [rows.length, tested.length, planned.length, reasoned.length, open];
  return [name, ...numbers.map(String)];
}
