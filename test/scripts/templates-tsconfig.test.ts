// The types of the templates are checked as they lie, in every layer that there is.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, it } from 'vitest';
import { layeredKeys } from '../../src/answers/schema.js';
import { availableValues } from '../../src/layers/registry.js';

const repository = join(import.meta.dirname, '../..');

it('joins every layer without being told of it', async () => {
  await execa(process.execPath, ['scripts/templates-tsconfig.js'], { cwd: repository });
  const text = await readFile(join(repository, 'templates', 'tsconfig.json'), 'utf8');
  const { compilerOptions, include } = JSON.parse(text);
  const layers = [
    'base',
    ...layeredKeys.flatMap((key) => availableValues(key).map((value) => `${key}/${value}`)),
  ];
  expect(include).toEqual(expect.arrayContaining(layers));
  expect(compilerOptions.rootDirs).toEqual(
    expect.arrayContaining(layers.map((layer) => `${layer}/files`)),
  );
});
