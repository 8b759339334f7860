// A source file in which one function does something else.

/**
 * @param {string} source formatted TypeScript: a function ends with a brace in the first column
 * @param {string} name
 * @param {string} body
 * @returns {string} the source with the body in place of the function's own
 * @throws {Error} if there is no such function
 */
export function withBody(source, name, body) {
  const [whole, head, rest] =
    new RegExp(`^((?:export )?(?:async )?function ${name}\\b)([\\s\\S]*?)^\\}\\n`, 'm').exec(
      source,
    ) ?? [];
  if (whole === undefined || rest === undefined) throw new Error(`There is no function ${name}`);
  return source.replace(whole, () => `${head}${headIn(rest)}${body}\n}\n`);
}

/**
 * @param {string} source
 * @returns {string[]} the names of its exported functions
 */
export function exportedFunctions(source) {
  return [...source.matchAll(/^export (?:async )?function (\w+)/gm)].map(([, name]) => name ?? '');
}

/**
 * What comes before the body. Types of parameters have braces too, but those are within parentheses.
 *
 * @param {string} text
 */
function headIn(text) {
  const lines = text.split('\n');
  const isEnd = (/** @type {string} */ line, /** @type {number} */ at) =>
    line.endsWith('{') && count(lines.slice(0, at + 1), '(') === count(lines.slice(0, at + 1), ')');
  return `${lines.slice(0, lines.findIndex(isEnd) + 1).join('\n')}\n`;
}

/**
 * @param {readonly string[]} lines
 * @param {string} sign
 */
function count(lines, sign) {
  return lines.join('').split(sign).length;
}
