// Texts that are packed for a release, and come out as they were.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packLayers } from '../../scripts/layers/pack.js';
import { chooseWords, packer, wordLimit } from '../../scripts/layers/pack-text.js';
import { unpackLayers } from '../../src/layers/packed.js';
import { unpacker } from '../../src/layers/unpack-text.js';

/** Packs with words chosen from the texts themselves, and unpacks. */
function there(texts: readonly string[], words = chooseWords(texts)): string[] {
  const pack = packer(words);
  const longest = Math.max(0, ...texts.map((text) => Buffer.byteLength(text)));
  const unpack = unpacker(words, longest);
  return texts.map((text) => unpack(Buffer.from(pack(text))));
}

/** All that packing knows of, beside everything else that is a character. */
const piece = fc.oneof(
  fc.constantFrom('token', 'Token', 'tokenId', 'TOKEN', 'HTTPServer', 'aB', 'a', 'Z', 'zz', '_x'),
  fc.constantFrom('\n', '\n', '\r\n', '\n\n', '\t', ' ', '  ', '   ', '\n  ', '\n    ', '\n   '),
  fc.constantFrom('{', '}', '(', ')', '[', ']', '*', '/**', '\n * ', '\n */', '([{', '{\n', '\n}'),
  fc.constantFrom('\0', '\x01', '\x02', '\x03', '\x06', '\x07', '\b', '\x1f', '\x7f', '\x80'),
  fc.constantFrom('é', 'Ź', '߿', 'ࠀ', '中', '€', '👩‍👧', '\u{10ffff}', '\ufeff', '\u00a0', '…'),
  fc.string({ unit: 'binary' }),
);
const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

describe('packed text', () => {
  it('is any text, to the byte', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 6 }), (texts) => {
        // Each three times, so that its words are worth a code.
        expect(there([...texts, ...texts, ...texts])).toEqual([...texts, ...texts, ...texts]);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['nothing', ''],
    ['a line without an end', '{\n  a'],
    ['spaces alone', '  '],
    ['lines of spaces', '{\n    \n  \n}\n'],
    ['an end that is further out than its start', '  {\n}\n'],
    ['a list with stars', '* a\n  * b\n *c\n'],
    ['indentation by three', 'a\n   b\n      c\n'],
    ['tabs', '{\n\ta\n\t}\n'],
    ['carriage returns', '{\r\n  a\r\n}\r\n'],
  ])('may be %s', (_case, given) => {
    expect(there([given])).toEqual([given]);
  });

  it('has a code for as many words as there are codes, and spells the others', () => {
    const letters = [...'abcdefghijklmnopqrstuvwxyz'];
    const all = letters.flatMap((one) =>
      letters.flatMap((two) => letters.map((x) => one + two + x)),
    );
    const words = chooseWords([1, 2, 3].map(() => all.join(' ')));
    expect(words).toHaveLength(wordLimit);
    expect(there([all.join(' ')], words)).toEqual([all.join(' ')]);
  });

  it('is short where lines are indented as the lines before foretell', () => {
    const code = '/**\n * Why.\n */\nif (a) {\n  b([\n    c,\n  ]);\n}\n';
    expect(packer([])(code)).toHaveLength(code.replace(/^ +/gm, '').length + 1);
  });
});

it('unpacks the layers that are asked for', async () => {
  const layer = (name: string) => ({
    name,
    description: { title: name },
    files: [['a.ts', `// ${name}\n`]] as [string, string][],
  });
  const packed = packLayers(['base', 'framework/hono', 'storage/redis'].map(layer));
  const found = await unpackLayers(packed, ['storage/redis', 'base']);
  expect([...found.keys()]).toEqual(['base', 'storage/redis']);
  expect(found.get('storage/redis')).toEqual({
    description: { title: 'storage/redis' },
    files: [{ stored: 'a.ts', text: '// storage/redis\n' }],
  });
});
