// Layers put together.
import { expect, it } from 'vitest';
import { compose } from '../../src/layers/compose.js';
import { thrown } from '../thrown.js';
import { layer, smallLayers } from './small-layers.js';

it('gives each path its owner class, executable bit and origin', () => {
  const sources = new Map(compose(smallLayers()).map((source) => [source.path, source]));
  expect(sources.get('README.md')).toMatchObject({
    owner: 'once',
    executable: false,
    template: 'base/files/README.md.hbs',
  });
  expect(sources.get('bin/start')).toMatchObject({ owner: 'managed', executable: true });
});

it.each([
  ['the same path', { 'a.txt': '1' }, { 'a.txt': '2' }],
  ['the same path, once as a template', { 'a.txt': '1' }, { 'a.txt.hbs': '2' }],
  ['paths that differ in case', { 'a.txt': '1' }, { 'A.txt': '2' }],
])('refuses two layers that own %s', async (_case, first, second) => {
  const error = await thrown(() => compose([layer('a', first), layer('b', second)]));
  expect(error.code).toBe('BROKEN_TEMPLATE');
  expect(error.message).toMatch(/^b and a both own/);
});

it('refuses a layer that brings package.json as a file', async () => {
  const error = await thrown(() => compose([layer('a', { 'package.json': '{}' })]));
  expect(error.code).toBe('BROKEN_TEMPLATE');
});
