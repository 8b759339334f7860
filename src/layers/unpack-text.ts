// Turns packed text back into what it was. scripts/layers/pack-text.js is the other half, and says why.

/** How a line begins that is not indented as foreseen, and what says how the next letter is meant. */
const mark = { verbatim: 1, deeper: 2, shallower: 3, capital: 6, literal: 7 };
/** Bytes that stand for the first words; all others are characters from U+0080 to U+07FF. */
const shortCodes = [8, 9, ...range(11, 31), 127];

const step = 2;
const [lineEnd, space, star] = [10, 32, 42];
/** Between what follows 0xc2 and the number of the first word with two bytes. */
const shift = 0x80 - shortCodes.length;
/** What lies between a letter and its capital in ASCII. */
const toCapital = 32;

/** The letters of all words in one row, which is read faster than a thousand small rows. */
interface Words {
  readonly letters: Uint8Array;
  /** Where each word starts; its end is where the next one does. */
  readonly starts: Uint32Array;
  /** Byte -> number of the word, or -1. */
  readonly short: Int16Array;
}

/**
 * @param words ASCII, in the order of their codes
 * @param longest bytes of the longest text
 * @returns what turns one packed text, in UTF-8, into that text
 */
export function unpacker(words: readonly string[], longest: number): (packed: Buffer) => string {
  const room = Buffer.allocUnsafe(longest);
  const rows = rowsOf(words);
  return (packed) => room.toString('utf8', 0, unpack(packed, room, rows));
}

function rowsOf(words: readonly string[]): Words {
  const starts = new Uint32Array(words.length + 1);
  let start = 0;
  for (let index = 0; index < words.length; index += 1) {
    start += words[index]?.length ?? 0;
    starts[index + 1] = start;
  }
  const short = new Int16Array(256).fill(-1);
  for (const [index, code] of shortCodes.entries()) if (index < words.length) short[code] = index;
  return { letters: Buffer.from(words.join('')), starts, short };
}

/**
 * One pass over the bytes, in few and plain steps: somebody waits for it, and for its being compiled.
 *
 * @returns how many bytes of the room are the text
 */
function unpack(packed: Uint8Array, room: Uint8Array, { letters, starts, short }: Words): number {
  const until = packed.length;
  let at = 0;
  let end = 0;
  let level = 0;
  let minus = 0;
  let isLineStart = true;
  while (at < until) {
    let byte = packed[at++] as number;
    if (isLineStart && byte !== lineEnd) {
      isLineStart = false;
      if (byte === mark.verbatim) continue;
      if (end > 1 && opens(room[end - 2] as number)) level += step;
      for (; byte === mark.deeper; byte = packed[at++] as number) level += step;
      for (; byte === mark.shallower; byte = packed[at++] as number) level -= step;
      if (closes(byte)) level -= step;
      if (byte === star) room[end++] = space;
      for (let left = level; left > 0; left -= 1) room[end++] = space;
    }
    let word = short[byte] as number;
    if (byte >= 0xc2 && byte < 0xe0) word = ((byte - 0xc2) << 6) + (packed[at++] as number) - shift;
    if (word >= 0) {
      const to = starts[word + 1] as number;
      let next = starts[word] as number;
      room[end++] = (letters[next++] as number) - minus;
      while (next < to) room[end++] = letters[next++] as number;
      minus = 0;
    } else if (byte === mark.capital) minus = toCapital;
    else if (byte === mark.literal) room[end++] = packed[at++] as number;
    else {
      room[end++] = byte - minus;
      minus = 0;
      isLineStart = byte === lineEnd;
    }
  }
  return end;
}

/** ( [ { */
function opens(byte: number): boolean {
  return byte === 0x28 || byte === 0x5b || byte === 0x7b;
}

/** ) ] } */
function closes(byte: number): boolean {
  return byte === 0x29 || byte === 0x5d || byte === 0x7d;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
