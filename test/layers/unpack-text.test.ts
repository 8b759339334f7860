// Texts that are packed for a release, and come out as they were.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packLayers } from '../../scripts/layers/pack.js';
import { chooseWords, packer, wordLimit } from '../../scripts/layers/pack-text.js';
import { unpackLayers } from '../../src/layers/packed.js';

/** Packs with words chosen from the texts themselves, and unpacks. */
async function there(...texts: readonly string[]): Promise<string[]> {
  const files = texts.map((text, index): [string, string] => [String(index), text]);
  const packed = packLayers([{ name: 'base', description: {}, files }]);
  const found = (await unpackLayers(packed)).get('base')?.files ?? [];
  return found.map(({ text }) => text);
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
  it('is any text, to the byte', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 30 }), async (texts) => {
        // Each three times, so that its words are worth a code.
        const all = [...texts, ...texts, ...texts];
        expect(await there(...all)).toEqual(all);
      }),
      { numRuns: 200 },
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
  ])('may be %s', async (_case, given) => {
    expect(await there(given, given)).toEqual([given, given]);
  });

  it('may be in what a layer says of itself', async () => {
    await fc.assert(
      fc.asyncProperty(text, text, async (name, title) => {
        const files: [string, string][] = [[title, '']];
        const found = await unpackLayers(packLayers([{ name, description: { title }, files }]));
        const stored = [{ stored: title, text: '' }];
        expect([...found]).toEqual([[name, { description: { title }, files: stored }]]);
      }),
      { numRuns: 50 },
    );
  });

  it('has a code for as many words as there are codes, and spells the others', async () => {
    const letters = [...'abcdefghijklmnopqrstuvwxyz'];
    const all = letters.flatMap((one) =>
      letters.flatMap((two) => letters.map((x) => one + two + x)),
    );
    const texts = [1, 2, 3].map(() => all.join(' '));
    expect(chooseWords(texts)).toHaveLength(wordLimit);
    expect(await there(...texts)).toEqual(texts);
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
