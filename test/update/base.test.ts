// The stored merge base.
import { brotliCompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { render } from '../../src/render/render.js';
import { sha256 } from '../../src/tree/hash.js';
import { packBase, packBaseMeanwhile, unpackBase } from '../../src/update/base.js';
import { sampleAnswers } from '../answers/sample-answers.js';
import { smallLayers } from '../layers/small-layers.js';
import { thrown } from '../thrown.js';

const tree = render(sampleAnswers(), smallLayers());

it('gives back the exact text of managed and json files, and of no other', () => {
  const { bytes, hash } = packBase(tree);
  const base = unpackBase(bytes(), hash);
  const expected = [...tree].filter(([, file]) => file.owner !== 'once');
  expect(Object.keys(base)).toEqual(expected.map(([path]) => path));
  for (const [path, { text, executable }] of expected) {
    expect(base[path]).toEqual({ text, executable });
  }
  expect(base['README.md']).toBeUndefined();
});

const packedNow = () => {
  const { bytes, hash } = packBase(tree);
  return { bytes: bytes(), hash };
};

it('is the same for the same tree', () => {
  expect(packedNow()).toEqual(packedNow());
});

it('is the same when it is packed beside other things', async () => {
  const { bytes, hash } = packBaseMeanwhile(tree);
  expect({ bytes: await bytes, hash }).toEqual(packedNow());
});

const packed = (entries: unknown, texts = '') => {
  const inside = `${JSON.stringify(entries)}\n${texts}`;
  return { bytes: brotliCompressSync(inside), hash: sha256(inside) };
};
const file = { path: 'a', executable: false, size: 1 };
const good = packBase(tree);

it('gives back texts in other alphabets, and paths that look like numbers', () => {
  const made = [
    ['1', 'é'],
    ['0', '中\r\n'],
    ['a', ''],
  ].map(([path = '', text = '']) => {
    return [path, { text, executable: false, owner: 'managed', template: 'x' }] as const;
  });
  const { bytes, hash } = packBase(new Map(made));
  const expected = made.map(([path, { text }]) => [path, { text, executable: false }]);
  expect(unpackBase(bytes(), hash)).toEqual(Object.fromEntries(expected));
});

it('is taken as it was written by hand', () => {
  const { bytes, hash } = packed([file], 'x');
  expect(unpackBase(bytes, hash)).toEqual({ a: { executable: false, text: 'x' } });
});

it.each([
  ['another text than the recorded one', { bytes: good.bytes(), hash: sha256('other') }],
  ['bytes that are not brotli', { bytes: Buffer.from('nonsense'), hash: sha256('') }],
  ['no bytes', { bytes: Buffer.alloc(0), hash: sha256('') }],
  ['a path that leaves the project', packed([{ ...file, path: '../evil' }], 'x')],
  ['something else than files', packed(['a'])],
  ['a size below zero', packed([{ ...file, size: -1 }, file, file], 'x')],
  ['less text than it says', packed([file])],
  ['more text than it says', packed([file], 'xx')],
  ['more than any project can hold', packed([{ ...file, size: 2 ** 26 }], 'x'.repeat(2 ** 26))],
])('refuses %s', async (_case, { bytes, hash }) => {
  expect((await thrown(() => unpackBase(bytes, hash))).code).toBe('INVALID_PROJECT_RECORD');
});
