// Where each rendered file is kept: once, under the answers that decide it.
import { expect, it } from 'vitest';
import type { Variant } from '../../src/answers/schema.js';
import { arrange, foldersOf } from './arrange.js';

const variants = (['hono', 'node'] as const).flatMap((framework) =>
  (['sqlite', 'redis'] as const).map(
    (storage): Variant => ({ framework, storage, upstream: 'none' }),
  ),
);

const arranged = (files: (variant: Variant) => Record<string, string | undefined>) => {
  const all = variants.map((variant) => {
    const present = Object.entries(files(variant)).filter(([, text]) => text !== undefined);
    return { variant, tree: new Map(present as [string, string][]) };
  });
  const folders = arrange(all, (left, right) => left === right);
  return Object.fromEntries([...folders].map(([name, kept]) => [name, Object.fromEntries(kept)]));
};

it('keeps a file that all variants share once', () => {
  expect(arranged(() => ({ a: '1' }))).toEqual({ every: { a: '1' } });
});

it('keeps a file that one answer decides once for each value', () => {
  expect(arranged(({ storage }) => ({ a: storage }))).toEqual({
    sqlite: { a: 'sqlite' },
    redis: { a: 'redis' },
  });
});

it('keeps a file that only some values have under those values', () => {
  expect(arranged(({ framework }) => ({ a: framework === 'node' ? '1' : undefined }))).toEqual({
    node: { a: '1' },
  });
});

it('keeps a file that two answers decide under both', () => {
  const folders = arranged(({ framework, storage }) => ({ a: `${framework} ${storage}` }));
  expect(Object.keys(folders)).toEqual(['hono-sqlite', 'hono-redis', 'node-sqlite', 'node-redis']);
});

it('names the folders of a variant, those of the fewest answers first', () => {
  const [variant] = variants;
  if (variant === undefined) throw new Error('no variant');
  expect(foldersOf(variant)).toEqual([
    'every',
    'hono',
    'sqlite',
    'none',
    'hono-sqlite',
    'hono-none',
    'sqlite-none',
    'hono-sqlite-none',
  ]);
});
