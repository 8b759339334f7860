// The table of layers.
import { expect, it } from 'vitest';
import { availableVariants, layersFor, variantName } from '../../src/layers/registry.js';

it('starts with base and adds one layer for each layered answer', () => {
  expect(layersFor({ framework: 'hono', storage: 'sqlite', upstream: 'none' })).toEqual([
    'base',
    'framework/hono',
    'storage/sqlite',
    'upstream/none',
  ]);
});

it('lists the default variant first, and every variant once', () => {
  const names = availableVariants().map(variantName);
  expect(names[0]).toBe('hono-sqlite-none');
  expect(new Set(names).size).toBe(names.length);
});
