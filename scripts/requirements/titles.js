// Finds the titles of the tests in a file, and the requirements that they cite.
import { readTables } from './tables.js';
import { tokens } from './tokens.js';

/** @typedef {import('./tokens.js').Token} Token */

/** @typedef {{ title: string, ids: string[] }} Title */

// Of requirements, such as TOK-6, and of what broke real servers, such as F4.
const id = '(?:[A-Z]+-\\d+|[A-Z]\\d{1,2})';
const citation = new RegExp(`\\s*\\[(${id}(?:,\\s*${id})*)\\]`, 'g');
const insertedCitation = /\s*\[\$\{[^}]*\}\]/g;
const wholeId = new RegExp(`^${id}$`);

/**
 * A row of a table of tests that cites is a title of its own. A title that inserts its citation,
 * as in `[${id}]`, cites every text of its file that is an ID and nothing else.
 *
 * @param {string} source a test file
 * @returns {Title[]} in the order of the file, without the citations
 */
export function readTitles(source) {
  const all = tokens(source);
  return all.flatMap((_token, index) => {
    if (!isCall(all, index)) return [];
    const { rows, next } = readTables(all, index + 1);
    const text = all[next]?.value === '(' ? all[next + 1] : undefined;
    const titles = rows.filter((row) => row.search(citation) !== -1);
    if (text?.type === 'text') titles.unshift(text.value);
    return titles.map((title) => ({ title: plain(title), ids: cited(title, all) }));
  });
}

/**
 * @param {Token[]} all
 * @param {number} index
 */
function isCall(all, index) {
  const { type, value } = all[index] ?? { type: 'mark', value: '' };
  const before = all[index - 1]?.value;
  return type === 'name' && ['it', 'test', 'describe'].includes(value) && before !== '.';
}

/**
 * @param {string} title
 * @param {Token[]} all
 */
function cited(title, all) {
  const ids = [...title.matchAll(citation)].flatMap(([, list]) => list?.split(/,\s*/) ?? []);
  const inserted = title.search(insertedCitation) !== -1;
  const whole = inserted
    ? all.filter(({ type, value }) => type === 'text' && wholeId.test(value))
    : [];
  return [...new Set([...ids, ...whole.map(({ value }) => value)])];
}

/** @param {string} title */
function plain(title) {
  return title.replace(citation, '').replace(insertedCitation, '').trim();
}
