// Counts the requirements of each level: those with tests, and why the others have none.
import { levels } from './problems.js';

/** @typedef {import('./join.js').Row} Row */

/**
 * @param {Row[]} rows
 * @returns {string} a table in Markdown
 */
export function counts(rows) {
  const lines = levels.map((level) => {
    const ofLevel = rows.filter(({ requirement }) => requirement.level === level);
    return line(level, ofLevel);
  });
  const head = '| level | rows | with tests | planned | without a test, for a reason | open |';
  return [head, `|${' --- |'.repeat(6)}`, ...lines, line('all', rows)].join('\n');
}

/**
 * @param {string} name
 * @param {Row[]} rows
 */
function line(name, rows) {
  const tested = rows.filter(({ proofs }) => proofs.length > 0);
  const others = rows.filter(({ proofs }) => proofs.length === 0);
  const planned = others.filter(({ requirement }) => requirement.status === 'planned');
  const reasoned = others.filter(
    ({ requirement: { status, reason } }) => status !== 'planned' && reason !== undefined,
  );
  const open = others.length - planned.length - reasoned.length;
  const cells = [name, rows.length, tested.length, planned.length, reasoned.length, open];
  return `| ${cells.join(' | ')} |`;
}
