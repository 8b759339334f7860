/** Which records `find` returns, and in which order. */
import { describe, expect } from 'vitest';
import type { Query, Store } from '../../src/store/contract.js';
import { versionOf } from './version-of.js';
import { it } from './with-store.js';

/** In the order of their bytes in UTF-8, which is not that of JavaScript. */
const ORDERED = [
  ...['\0', '0', '10', '9', 'A', 'Z', 'a', 'a\0', 'a b', 'aa', 'b', 'z'],
  ...['é', 'ÿ', 'я', '中', '\uFEFFa', '～', '😀', '𠀀'],
];

const ids = async (store: Store, query: Query) =>
  (await store.find('note', query)).map((entry) => entry.id);

describe('a query', () => {
  it('returns those of a user, of a client, of both, or all', async ({ store }) => {
    const owners = { a: ['ann', 'app'], b: ['ann', 'web'], c: ['bob', 'app'] } as const;
    for (const [id, [userId, clientId]] of Object.entries(owners)) {
      await store.insert('note', id, { value: id, userId, clientId });
    }
    await store.insert('note', 'd', { value: 'd' });
    await store.insert('grant', 'e', { value: 'e', userId: 'ann', clientId: 'app' });
    expect(await ids(store, { userId: 'ann' })).toEqual(['a', 'b']);
    expect(await ids(store, { clientId: 'app' })).toEqual(['a', 'c']);
    expect(await ids(store, { userId: 'ann', clientId: 'app' })).toEqual(['a']);
    expect(await ids(store, { userId: 'bob', clientId: 'web' })).toEqual([]);
    expect(await ids(store, { userId: '' })).toEqual([]);
    expect(await ids(store, {})).toEqual(['a', 'b', 'c', 'd']);
    expect(await ids(store, { userId: undefined, after: undefined })).toHaveLength(4);
  });

  it('returns whole entries, at their current version', async ({ store }) => {
    await store.insert('note', 'a', { value: 1, userId: 'ann' });
    const version = await versionOf(store, 'note', 'a');
    await store.replace('note', 'a', version, { value: 2, userId: 'bob', clientId: 'app' });
    expect(await store.find('note', { userId: 'ann' })).toEqual([]);
    expect(await store.find('note', { userId: 'bob' })).toEqual([
      { id: 'a', version: version + 1, value: 2, userId: 'bob', clientId: 'app' },
    ]);
  });
});

describe('order', () => {
  it('is that of the bytes of the ids', async ({ store }) => {
    for (const id of ORDERED.toReversed()) {
      await store.insert('note', id, { value: 1, userId: 'ann' });
    }
    expect(await ids(store, {})).toEqual(ORDERED);
    expect(await ids(store, { userId: 'ann' })).toEqual(ORDERED);
  });

  it('goes on after any id, present or not', async ({ store }) => {
    for (const id of ORDERED) await store.insert('note', id, { value: 1 });
    for (const [n, after] of ORDERED.entries()) {
      expect(await ids(store, { after })).toEqual(ORDERED.slice(n + 1));
    }
    expect(await ids(store, { after: 'c' })).toEqual(ORDERED.slice(ORDERED.indexOf('z')));
    expect(await ids(store, { after: '\u{10FFFF}' })).toEqual([]);
  });
});

describe('find', () => {
  const all = Array.from({ length: 130 }, (_, n) => `n${String(n).padStart(3, '0')}`);
  const fill = (store: Store) =>
    Promise.all(
      all.map((id, n) => store.insert('note', id, { value: n, userId: n % 2 ? 'odd' : 'even' })),
    );

  it('returns 100 records unless told otherwise', async ({ store }) => {
    await fill(store);
    expect(await ids(store, {})).toEqual(all.slice(0, 100));
    expect(await ids(store, { limit: 1 })).toEqual(all.slice(0, 1));
    expect(await ids(store, { limit: 1_000 })).toEqual(all);
    expect(await ids(store, { limit: 0 })).toEqual([]);
    expect(await ids(store, { limit: -1 })).toEqual([]);
  });

  it('returns every record once, also while those before it go', async ({ store }) => {
    await fill(store);
    const seen: string[] = [];
    let page: string[];
    do {
      page = await ids(store, { userId: 'odd', limit: 13, after: seen.at(-1) });
      seen.push(...page);
      await Promise.all(page.map((id) => store.remove('note', id)));
    } while (page.length > 0);
    expect(seen).toEqual(all.filter((_, n) => n % 2));
  });
});
