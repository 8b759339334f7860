/** Any JSON value comes back equal. */
import { expect } from 'vitest';
import { VALUES } from './json-values.js';
import { versionOf } from './version-of.js';
import { it } from './with-store.js';

it.for(VALUES)('keeps %s', async ([, value], { store }) => {
  await store.insert('note', 'inserted', { value });
  await store.insert('note', 'replaced', { value: 'before' });
  await store.replace('note', 'replaced', await versionOf(store, 'note', 'replaced'), { value });
  expect((await store.get('note', 'inserted'))?.value).toStrictEqual(value);
  expect((await store.get('note', 'replaced'))?.value).toStrictEqual(value);
  expect((await store.find('note', {})).map((entry) => entry.value)).toStrictEqual([value, value]);
});

it('gives each reader a value of its own', async ({ store }) => {
  const value = { list: [1] };
  await store.insert('note', 'n', { value });
  value.list.push(2);
  const first = await store.get<typeof value>('note', 'n');
  first?.value.list.push(3);
  expect((await store.get('note', 'n'))?.value).toEqual({ list: [1] });
});
