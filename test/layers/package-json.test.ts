// package.json is composed as data.
import { expect, it } from 'vitest';
import { composePackageJson } from '../../src/layers/package-json.js';
import { thrown } from '../thrown.js';
import { layer } from './small-layers.js';

const fragment = (name: string, value: Record<string, never> | object) =>
  layer(name, {}, { package: value as never });

it('merges fragments deeply and sorts dependencies', () => {
  const text = composePackageJson('demo', [
    fragment('base', { scripts: { dev: 'a' }, dependencies: { zod: '1' } }),
    fragment('storage/sqlite', { scripts: { build: 'b' }, dependencies: { hono: '2' } }),
  ]);
  expect(text).toBe(`{
  "name": "demo",
  "version": "0.1.0",
  "private": true,
  "type": "module",
  "scripts": {
    "dev": "a",
    "build": "b"
  },
  "dependencies": {
    "hono": "2",
    "zod": "1"
  }
}
`);
});

it('accepts that two layers say the same', () => {
  const same = { dependencies: { zod: '1' } };
  expect(composePackageJson('demo', [fragment('a', same), fragment('b', same)])).toContain('zod');
});

it.each([
  [{ dependencies: { zod: '1' } }, { dependencies: { zod: '2' } }, 'dependencies.zod'],
  [{}, { name: 'other' }, 'name'],
  [{ scripts: 'x' }, { scripts: { dev: 'y' } }, 'scripts'],
])('refuses a key with two values: %j and %j', async (first, second, key) => {
  const layers = [fragment('a', first), fragment('b', second)];
  const error = await thrown(() => composePackageJson('demo', layers));
  expect(error.message).toBe(`The layer b gives package.json another value for "${key}".`);
});
