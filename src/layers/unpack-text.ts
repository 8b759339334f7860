// Turns packed text back into what it was. scripts/layers/pack-text.js is the other half, and says why.

/** Bytes that stand for the first words; all others are characters from U+0080 to U+07FF. */
const shortCodes = [8, 9, ...range(11, 31), 127];

/**
 * Something of everything, some times over. V8 compiles the loop while it runs, and when it meets there what
 * it has not seen before, it throws that away, goes on slowly and compiles once more.
 */
const everyMark = Buffer.concat(
  Array.from({ length: 24 }, () => [
    Buffer.from('({[\n\x02\x02a\n\x03)}]*\n*b\n\x01 c\x06a\x06\b\x06\x80\x07\x06\x07é€\n\n'),
    Buffer.of(0xff),
  ]).flat(),
);

/** The letters of all words in one row, which is read faster than a thousand small rows. */
interface Words {
  readonly letters: Uint8Array;
  /** Where each word starts; its end is where the next one does. */
  readonly starts: Uint32Array;
  /** Byte -> number of the word, or -1. */
  readonly short: Int16Array;
  /** The number of the word that is U+0080. */
  readonly firstLong: number;
}

/**
 * @param words ASCII, in the order of their codes
 * @returns what turns packed texts, in UTF-8 and each with its end, into the texts; it is told how many
 *   bytes they have together
 */
export function unpacker(words: readonly string[]): (packed: Uint8Array, size: number) => string[] {
  const rows = rowsOf(words);
  unpack(everyMark, Buffer.allocUnsafe(8 * everyMark.length), [], rows);
  return (packed, size) => {
    const room = Buffer.allocUnsafe(size);
    const ends: number[] = [];
    unpack(packed, room, ends, rows);
    return textsIn(room, ends);
  };
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
  const firstLong = shortCodes.length;
  return { letters: Buffer.from(words.join('')), starts, short, firstLong };
}

/** Almost all is ASCII: then the texts are parts of one long string, and nothing is copied. */
function textsIn(room: Buffer, ends: readonly number[]): string[] {
  const all = room.toString('latin1');
  const texts: string[] = [];
  let from = 0;
  for (let index = 0; index < ends.length; index += 2) {
    const to = ends[index] as number;
    const isAscii = (ends[index + 1] as number) < 0x80;
    texts.push(isAscii ? all.slice(from, to) : room.toString('utf8', from, to));
    from = to;
  }
  return texts;
}

/**
 * One pass over the bytes, in few and plain steps with all names at hand: somebody waits for it, and it runs
 * once, mostly before it has been compiled.
 *
 * @param ends gets of each text where it ends in the room, and its bytes with `or` between them
 */
function unpack(packed: Uint8Array, room: Uint8Array, ends: number[], rows: Words): void {
  const { letters, starts, short, firstLong } = rows;
  // The marks, a byte that is nowhere in UTF-8, and the characters that decide about indentation.
  const verbatim = 1;
  const deeper = 2;
  const shallower = 3;
  const capital = 6;
  const literal = 7;
  const textEnd = 0xff;
  const lineEnd = 10;
  const space = 32;
  const star = 42;
  const step = 2;
  const until = packed.length;
  let at = 0;
  let end = 0;
  let start = 0;
  let level = 0;
  let minus = 0;
  let seen = 0;
  let isLineStart = true;
  while (at < until) {
    let byte = packed[at++] as number;
    if (isLineStart && byte !== lineEnd) {
      isLineStart = false;
      if (byte === verbatim) continue;
      const last = end > start + 1 ? room[end - 2] : 0;
      // ( [ {
      if (last === 0x28 || last === 0x5b || last === 0x7b) level += step;
      for (; byte === deeper; byte = packed[at++] as number) level += step;
      for (; byte === shallower; byte = packed[at++] as number) level -= step;
      // ) ] }
      if (byte === 0x29 || byte === 0x5d || byte === 0x7d) level -= step;
      if (byte === star) room[end++] = space;
      if (byte !== textEnd) for (let left = level; left > 0; left -= 1) room[end++] = space;
    }
    if (byte >= space && byte < 0x7f) {
      room[end++] = byte - minus;
      minus = 0;
      continue;
    }
    if (byte === lineEnd) {
      room[end++] = byte;
      isLineStart = true;
      continue;
    }
    if (byte === capital) {
      // What lies between a letter and its capital in ASCII.
      minus = 32;
      continue;
    }
    const isLong = byte >= 0xc2 && byte < 0xe0;
    const word = isLong
      ? ((byte - 0xc2) << 6) + (packed[at++] as number) - 0x80 + firstLong
      : (short[byte] as number);
    if (word >= 0) {
      const to = starts[word + 1] as number;
      let next = starts[word] as number;
      room[end++] = (letters[next++] as number) - minus;
      while (next < to) room[end++] = letters[next++] as number;
      minus = 0;
    } else if (byte === textEnd) {
      ends.push(end, seen);
      start = end;
      level = 0;
      seen = 0;
      isLineStart = true;
    } else {
      if (byte === literal) byte = packed[at++] as number;
      room[end++] = byte;
      seen |= byte;
    }
  }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
