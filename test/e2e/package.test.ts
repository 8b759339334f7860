// What npm would publish.
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { readLayers } from '../../src/layers/read.js';
import { layersFor } from '../../src/layers/registry.js';
import { namedVariants } from '../render/snapshots.js';

const repository = join(import.meta.dirname, '../..');

it('holds the program, the licences of what is bundled, and every file of every layer', async () => {
  const { stdout } = await execa('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: repository,
  });
  const [packed] = JSON.parse(stdout) as { files: { path: string }[] }[];
  const paths = new Set(packed?.files.map(({ path }) => path));
  const names = new Set(namedVariants.flatMap(({ variant }) => layersFor(variant)));
  const layers = await readLayers(join(repository, 'templates'), [...names]);
  const needed = layers.flatMap(({ name, files }) => [
    `templates/${name}/layer.json`,
    ...files.map(({ stored }) => `templates/${name}/files/${stored}`),
  ]);
  const missing = ['dist/cli.js', 'dist/LICENSES.txt', 'LICENSE', ...needed].filter(
    (path) => !paths.has(path),
  );
  expect(missing).toEqual([]);
  expect([...paths].filter((path) => /^(src|test|docs|scripts)\//.test(path))).toEqual([]);
});

it('has no runtime dependencies and needs no install script', () => {
  expect(packageJson).not.toHaveProperty('dependencies');
  expect(Object.keys(packageJson.scripts)).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^(pre|post)?install$/)]),
  );
});
