// Layers as they lie on the disk.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readLayers } from '../../src/layers/read.js';
import { temporaryFolder } from '../temporary-folder.js';
import { thrown } from '../thrown.js';

const description = { title: 'A', once: [], executable: [], package: {}, moves: [] };

async function written(json: string): Promise<string> {
  const root = await temporaryFolder();
  await mkdir(join(root, 'storage/a/files/deep'), { recursive: true });
  await writeFile(join(root, 'storage/a/layer.json'), json);
  await writeFile(join(root, 'storage/a/files/z.txt'), 'z');
  await writeFile(join(root, 'storage/a/files/deep/_a'), 'a');
  return root;
}

it('reads the description and every file, sorted', async () => {
  const root = await written(JSON.stringify(description));
  expect(await readLayers(root, ['storage/a'])).toEqual([
    {
      name: 'storage/a',
      description,
      files: [
        { stored: 'deep/_a', text: 'a' },
        { stored: 'z.txt', text: 'z' },
      ],
    },
  ]);
});

it.each([
  ['no JSON', 'nothing'],
  ['an unknown key', JSON.stringify({ ...description, replaces: [] })],
])('refuses a layer.json with %s', async (_case, json) => {
  const root = await written(json);
  expect(await thrown(() => readLayers(root, ['storage/a']))).toMatchObject({
    code: 'BROKEN_TEMPLATE',
    message: 'The layer storage/a cannot be read.',
  });
});

it('refuses a layer that is not there', async () => {
  const root = await temporaryFolder();
  expect((await thrown(() => readLayers(root, ['base']))).code).toBe('BROKEN_TEMPLATE');
});
