// Layers as a release carries them: in one file.
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, expect, it } from 'vitest';
import { packLayers } from '../../scripts/layers/pack.js';
import { decompressMeanwhile, packedFile, unpackLayers } from '../../src/layers/packed.js';
import { readLayers } from '../../src/layers/read.js';
import { availableVariants, layersFor } from '../../src/layers/registry.js';
import { temporaryFolder } from '../temporary-folder.js';
import { thrown } from '../thrown.js';

const repository = join(import.meta.dirname, '../..');
const templates = join(repository, 'templates');
const names = [...new Set(availableVariants().flatMap(layersFor))];

let published = '';
beforeAll(async () => {
  await execa(process.execPath, ['scripts/pack-layers.js'], { cwd: repository });
  published = await temporaryFolder();
  await cp(join(templates, packedFile), join(published, packedFile));
});

it('holds every layer, to the byte, and nothing else', async () => {
  expect(await readLayers(published, names)).toEqual(await readLayers(templates, names));
  const packed = await readFile(join(published, packedFile));
  expect([...(await unpackLayers(packed)).keys()].sort()).toEqual([...names].sort());
});

it('is asked only where there are no folders', async () => {
  const root = await temporaryFolder();
  await cp(join(templates, 'framework'), join(root, 'framework'), { recursive: true });
  await writeFile(join(root, packedFile), packLayers([]));
  expect(await readLayers(root, ['framework/hono'])).toHaveLength(1);
  expect(await thrown(() => readLayers(root, ['storage/sqlite']))).toMatchObject({
    code: 'BROKEN_TEMPLATE',
    message: 'The layer storage/sqlite cannot be read.',
  });
});

it('is refused when it is damaged', async () => {
  const root = await temporaryFolder();
  await writeFile(join(root, packedFile), 'damaged');
  expect(await thrown(() => readLayers(root, ['base']))).toMatchObject({ code: 'BROKEN_TEMPLATE' });
});

it.each([['damaged'], [undefined]])(
  'says so when it is read, however early that was begun: %s',
  async (content) => {
    const root = await temporaryFolder();
    if (content !== undefined) await writeFile(join(root, packedFile), content);
    decompressMeanwhile(root);
    // Takes as long, so that by now nobody but the one who began it has seen it fail.
    await unpackLayers(Buffer.from('damaged')).catch(() => undefined);
    await new Promise((resolve) => setImmediate(resolve));
    expect(await thrown(() => readLayers(root, ['base']))).toMatchObject({
      code: 'BROKEN_TEMPLATE',
    });
  },
);
