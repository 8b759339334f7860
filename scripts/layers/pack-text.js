// Writes text so that brotli makes less of it; src/layers/unpack-text.ts turns it back.
//
// Words are written as one character each: what was ten bytes of literals, or a reference far back, is two
// bytes that resemble what stood in the same place elsewhere. Capitals are a mark before the letter, so
// that Token and token are one word. Spaces at the start of a line are left out where the line before
// foretells them, as it does in formatted code.

const mark = {
  verbatim: '\x01',
  deeper: '\x02',
  shallower: '\x03',
  capital: '\x06',
  literal: '\x07',
};
const shortCodes = [8, 9, ...range(11, 31), 127];
/** How many characters of two bytes have the same first byte. */
const rowLength = 64;
const step = 2;

/** Any more have no code. */
export const wordLimit = shortCodes.length + 0x800 - 0x80;

/** What would be taken for a mark or for a word. */
const special = /[^\n -~\u{800}-\u{10ffff}]/gu;
const capitalized = /[A-Z](?=[a-z])/g;
/** After capitals were marked. */
const word = /[a-z]{2,}|[A-Z]{2,}/g;

/**
 * @param {readonly string[]} texts
 * @returns {string[]} the words that save most, the most frequent first; in alphabetical order are those
 *   whose codes have the first byte in common, since brotli makes less of them so
 */
export function chooseWords(texts) {
  const counts = new Map();
  for (const text of texts) {
    for (const [found] of marked(text).matchAll(word)) {
      counts.set(found, (counts.get(found) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([found, count]) => ({ found, count, saved: count * (found.length - 1.2) }))
    .filter(({ count }) => count > 2)
    .sort((one, other) => other.saved - one.saved || (one.found < other.found ? -1 : 1))
    .slice(0, wordLimit)
    .sort((one, other) => other.count - one.count || (one.found < other.found ? -1 : 1))
    .map(({ found }, place) => ({
      found,
      row: Math.floor((place - shortCodes.length) / rowLength),
    }))
    .sort((one, other) => one.row - other.row || (one.found < other.found ? -1 : 1))
    .map(({ found }) => found);
}

/**
 * @param {readonly string[]} words as `chooseWords` returns them, in the same order for unpacking
 * @returns {(text: string) => string}
 */
export function packer(words) {
  const codes = new Map(words.map((found, index) => [found, codeOf(index)]));
  return (text) =>
    marked(withoutIndentation(text)).replace(word, (found) => codes.get(found) ?? found);
}

/** @param {number} index */
function codeOf(index) {
  return String.fromCharCode(shortCodes[index] ?? 0x80 + index - shortCodes.length);
}

/** @param {string} text */
function marked(text) {
  return text.replace(capitalized, (letter) => mark.capital + letter.toLowerCase());
}

/** @param {string} text */
function withoutIndentation(text) {
  let level = 0;
  let before = '';
  return text
    .split('\n')
    .map((line) => {
      const rest = line.replace(/^ +/, '');
      const foreseen =
        level + (/[([{]$/.test(before) ? step : 0) - (/^[)\]}]/.test(rest) ? step : 0);
      before = line;
      if (line === '') return '';
      // The later lines of a comment are one to the right of the first.
      const spaces = line.length - rest.length - (rest.startsWith('*') ? 1 : 0);
      const steps = (spaces - foreseen) / step;
      if (rest === '' || spaces < 0 || !Number.isInteger(steps))
        return mark.verbatim + literal(line);
      level = spaces;
      return (steps > 0 ? mark.deeper : mark.shallower).repeat(Math.abs(steps)) + literal(rest);
    })
    .join('\n');
}

/** @param {string} text */
function literal(text) {
  return text.replace(special, (character) => mark.literal + character);
}

/**
 * @param {number} from
 * @param {number} to
 */
function range(from, to) {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
