// Reads the tables between the name of a test function and its call: `it.each(table)(title, ...)`.

/** @typedef {import('./tokens.js').Token} Token */

/**
 * Walks over `.each(table)` and the like.
 *
 * @param {Token[]} all
 * @param {number} from
 * @returns {{ rows: string[], next: number }} the texts of the tables, and where the call follows
 */
export function readTables(all, from) {
  /** @type {string[]} */
  const rows = [];
  let next = from;
  while (all[next]?.value === '.') {
    const modifier = all[next + 1]?.value ?? '';
    next = afterTypes(all, next + 2);
    if (['each', 'for', 'skipIf', 'runIf'].includes(modifier) && all[next]?.value === '(') {
      const end = closing(all, next);
      rows.push(...textsOf(all.slice(next, end), all));
      next = end + 1;
    }
  }
  return { rows, next };
}

/**
 * @param {Token[]} all
 * @param {number} from
 * @returns {number} the index after `<...>`, or `from` if there is none
 */
function afterTypes(all, from) {
  let depth = 0;
  for (let index = from; index < all.length; index += 1) {
    if (all[index]?.value === '<') depth += 1;
    if (all[index]?.value === '>' && all[index - 1]?.value !== '=') depth -= 1;
    if (depth === 0) return index === from ? from : index + 1;
  }
  return from;
}

/**
 * @param {Token[]} table
 * @param {Token[]} all
 * @returns {string[]} the texts in a table and in the constants that it names
 */
function textsOf(table, all) {
  return table.flatMap(({ type, value }) => {
    if (type === 'text') return [value];
    return type === 'name' ? constant(all, value).map((token) => token.value) : [];
  });
}

/**
 * @param {Token[]} all
 * @param {string} name
 * @returns {Token[]} the texts in what is assigned to it, as far as the file itself says it
 */
function constant(all, name) {
  const start = all.findIndex(
    ({ value }, index) => value === name && all[index - 1]?.value === 'const',
  );
  if (start === -1) return [];
  const assigned = all.findIndex(
    ({ value }, index) => index > start && value === '=' && all[index + 1]?.value !== '>',
  );
  const opens = all[assigned + 1]?.value === '[';
  const end = opens ? closing(all, assigned + 1) : assigned;
  return all.slice(assigned, end).filter(({ type }) => type === 'text');
}

/**
 * @param {Token[]} all
 * @param {number} open the index of an opening bracket
 * @returns {number} the index of its closing one
 */
function closing(all, open) {
  let depth = 0;
  for (let index = open; index < all.length; index += 1) {
    const { type, value } = all[index] ?? { type: 'text', value: '' };
    if (type === 'mark' && '([{'.includes(value)) depth += 1;
    if (type === 'mark' && ')]}'.includes(value)) depth -= 1;
    if (depth === 0) return index;
  }
  return all.length;
}
