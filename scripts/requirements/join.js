// Puts requirements and the tests that cite them together.
import { problemsOf, unknownIn } from './problems.js';

/**
 * A requirement without a test says in `reason` why; `planned` means that it will get one.
 *
 * @typedef {{ id: string, level: string, source: string, text: string, status?: 'planned',
 *   reason?: string }} Requirement
 */

/** @typedef {{ title: string, requirements: Requirement[] }} Section */

/** @typedef {{ path: string, titles: import('./titles.js').Title[] }} TestFile */

/** @typedef {{ path: string, titles: string[] }} Proof */

/** @typedef {{ requirement: Requirement, proofs: Proof[] }} Row */

/**
 * @param {Section[]} sections
 * @param {TestFile[]} files
 * @returns {{ rows: Map<string, Row>, problems: string[] }} the rows by ID; each problem a sentence
 */
export function join(sections, files) {
  const requirements = sections.flatMap((section) => section.requirements);
  const rows = new Map(
    requirements.map((requirement) => [
      requirement.id,
      { requirement, proofs: proofsOf(requirement.id, files) },
    ]),
  );
  const repeated = requirements.filter(({ id }, index) =>
    requirements.slice(0, index).some((other) => other.id === id),
  );
  return {
    rows,
    problems: [
      ...repeated.map(({ id }) => `${id} is listed twice.`),
      ...[...rows.values()].flatMap(problemsOf),
      ...files.flatMap((file) => unknownIn(file, rows)),
    ],
  };
}

/**
 * @param {string} id
 * @param {TestFile[]} files
 * @returns {Proof[]}
 */
function proofsOf(id, files) {
  const proofs = files.map(({ path, titles }) => {
    const citing = titles.filter(({ ids }) => ids.includes(id));
    return { path, titles: [...new Set(citing.map(({ title }) => title))] };
  });
  return proofs.filter(({ titles }) => titles.length > 0);
}
