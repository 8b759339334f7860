// Says what is wrong between requirements and the tests that cite them.

import { incident } from './incidents.js';

/** @typedef {import('./join.js').Row} Row */

/** From the strictest to the freest. */
export const levels = ['MUST', 'MUST NOT', 'VENDOR', 'SHOULD', 'SHOULD NOT', 'MAY'];

/**
 * @param {Row} row
 * @returns {string[]} sentences
 */
export function problemsOf({ requirement: { id, level, status, reason }, proofs }) {
  const problems = [];
  if (![...levels, incident].includes(level))
    problems.push(`${id} has the unknown level ${level}.`);
  if (status === 'planned' && reason === undefined) problems.push(`${id} is planned: say why.`);
  const tested = proofs.length > 0;
  if (tested && status === 'planned') {
    problems.push(`${id} is planned and has a test: take "planned" and its reason away.`);
  } else if (tested && reason !== undefined) {
    problems.push(`${id} has a test and a reason for having none: take the reason away.`);
  }
  const strict = ['MUST', 'MUST NOT', 'VENDOR'].includes(level);
  if (!tested && strict && status !== 'planned') problems.push(`${id} (${level}) has no test.`);
  const excusable = level.startsWith('SHOULD') || level === incident;
  if (!tested && excusable && reason === undefined) {
    problems.push(`${id} (${level}) has neither a test nor a reason for having none.`);
  }
  return problems;
}

/**
 * @param {import('./join.js').TestFile} file
 * @param {Map<string, Row>} rows
 * @returns {string[]} a sentence for each citation of what is not listed
 */
export function unknownIn({ path, titles }, rows) {
  return titles.flatMap(({ title, ids }) =>
    ids
      .filter((id) => !rows.has(id))
      .map((id) => `${path}: "${title}" cites ${id}, which is unknown.`),
  );
}
