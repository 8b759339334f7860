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

const packed = (value: unknown) => {
  const text = JSON.stringify(value);
  return { bytes: brotliCompressSync(text), hash: sha256(text) };
};

it.each([
  ['another text than the recorded one', { ...packedNow(), hash: sha256('other') }],
  ['bytes that are not brotli', { bytes: Buffer.from('nonsense'), hash: sha256('') }],
  ['no bytes', { bytes: Buffer.alloc(0), hash: sha256('') }],
  ['a path that leaves the project', packed({ '../evil': { text: '', executable: false } })],
  ['something else than files', packed(['a'])],
  [
    'more than any project can hold',
    packed({ a: { text: 'x'.repeat(2 ** 26), executable: false } }),
  ],
])('refuses %s', async (_case, { bytes, hash }) => {
  expect((await thrown(() => unpackBase(bytes, hash))).code).toBe('INVALID_PROJECT_RECORD');
});
