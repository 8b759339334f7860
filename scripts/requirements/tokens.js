// Splits TypeScript into the few kinds of tokens that finding the titles of tests needs.

/** @typedef {{ type: 'text' | 'name' | 'mark', value: string }} Token */

const blank = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const word = /[\p{L}\p{N}_$]+/uy;
const quoted = /'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"/y;
const pattern = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;
const beforeOperand = /^(?:[^)\]]|return|typeof|case|of|in)$/u;

/**
 * Comments and regular expressions are left out. The text of a template keeps its `${...}`.
 *
 * @param {string} source
 * @returns {Token[]}
 */
export function tokens(source) {
  /** @type {Token[]} */
  const found = [];
  let at = 0;
  while (at < source.length) {
    const last = found.at(-1);
    const operand = last === undefined || (last.type !== 'text' && beforeOperand.test(last.value));
    const text = match(quoted, source, at);
    const name = match(word, source, at);
    const skipped = match(blank, source, at) ?? (operand ? match(pattern, source, at) : undefined);
    if (skipped !== undefined) {
      at += skipped.length;
    } else if (text !== undefined) {
      found.push({ type: 'text', value: unescaped(text.slice(1, -1)) });
      at += text.length;
    } else if (source[at] === '`') {
      const end = endOfTemplate(source, at + 1);
      found.push({ type: 'text', value: unescaped(source.slice(at + 1, end)) });
      at = end + 1;
    } else {
      const value = name ?? source.charAt(at);
      found.push({ type: name === undefined ? 'mark' : 'name', value });
      at += value.length;
    }
  }
  return found;
}

/**
 * @param {RegExp} expression a sticky one
 * @param {string} source
 * @param {number} at
 */
function match(expression, source, at) {
  expression.lastIndex = at;
  return expression.exec(source)?.[0];
}

/**
 * @param {string} source
 * @param {number} from the index after the opening backtick
 * @returns {number} the index of the closing one
 */
function endOfTemplate(source, from) {
  let at = from;
  while (at < source.length && source[at] !== '`') {
    if (source[at] === '\\') at += 2;
    else if (source.startsWith('${', at)) at = endOfExpression(source, at + 2) + 1;
    else at += 1;
  }
  return at;
}

/**
 * @param {string} source
 * @param {number} from the index after the opening brace
 * @returns {number} the index of the closing one
 */
function endOfExpression(source, from) {
  let at = from;
  while (at < source.length && source[at] !== '}') {
    const text = match(quoted, source, at);
    if (text !== undefined) at += text.length;
    else if (source[at] === '`') at = endOfTemplate(source, at + 1) + 1;
    else if (source[at] === '{') at = endOfExpression(source, at + 1) + 1;
    else at += 1;
  }
  return at;
}

/** @param {string} text */
function unescaped(text) {
  return text.replace(/\\(['"`\\])/g, '$1');
}
