/** Reading a record again with what was read before in hand: the answer is as fresh as without it. */
import { describe, expect } from 'vitest';
import type { Entry, Kind, Store } from '../../src/store/contract.js';
import { it, START } from './with-store.js';

const read = async (store: Store, kind: Kind, id: string): Promise<Entry<unknown>> => {
  const entry = await store.get(kind, id);
  if (entry === undefined) throw new Error(`There is no ${kind} ${id}`);
  return entry;
};

describe('a record that was read before', () => {
  it('is what it was, as long as nobody wrote', async ({ store }) => {
    const draft = { value: { a: [1] }, userId: 'ann', clientId: 'app', expiresAt: START + 5 };
    await store.insert('grant', 'g', draft);
    const known = await read(store, 'grant', 'g');
    await store.insert('grant', 'h', { value: 'another' });
    for (const _ of [1, 2]) {
      const version = known.version;
      expect(await store.get('grant', 'g', known)).toEqual({ id: 'g', version, ...draft });
    }
  });

  it('is as it was written last, from that moment on', async ({ store }) => {
    await store.insert('grant', 'g', { value: 'first', userId: 'ann', expiresAt: START + 5 });
    const known = await read(store, 'grant', 'g');
    for (const value of ['second', 'third', 'first']) {
      const { version } = await read(store, 'grant', 'g');
      await store.replace('grant', 'g', version, { value });
      const now = { id: 'g', version: version + 1, value };
      expect(await store.get('grant', 'g', known)).toEqual(now);
    }
  });

  it('is gone once it was removed', async ({ store }) => {
    await store.insert('grant', 'g', { value: 1 });
    const known = await read(store, 'grant', 'g');
    await store.remove('grant', 'g');
    expect(await store.get('grant', 'g', known)).toBeUndefined();
  });

  it('is gone at the millisecond in which it expires', async ({ store, time }) => {
    await store.insert('grant', 'g', { value: 1, expiresAt: START + 5 });
    const known = await read(store, 'grant', 'g');
    time.now = START + 4;
    expect(await store.get('grant', 'g', known)).toEqual(known);
    time.now = START + 5;
    expect(await store.get('grant', 'g', known)).toBeUndefined();
  });

  it('is not taken for the one that has its id now', async ({ store, time }) => {
    await store.insert('grant', 'g', { value: 'removed' });
    const removed = await read(store, 'grant', 'g');
    await store.remove('grant', 'g');
    await store.insert('grant', 'g', { value: 'expired', expiresAt: START + 5 });
    const expired = await read(store, 'grant', 'g');
    expect(await store.get('grant', 'g', removed)).toEqual(expired);
    time.now = START + 5;
    await store.insert('grant', 'g', { value: 'live' });
    expect((await store.get('grant', 'g', removed))?.value).toBe('live');
    expect((await store.get('grant', 'g', expired))?.value).toBe('live');
  });

  it('is not taken for one of another id or kind', async ({ store }) => {
    const ids = ['id', 'id\0', 'id\0x', 'é', 'a\uFEFF'];
    for (const id of ids) await store.insert('note', id, { value: id });
    await store.insert('grant', 'id', { value: 'of another kind' });
    for (const one of ids) {
      const known = await read(store, 'note', one);
      for (const id of ids) expect((await store.get('note', id, known))?.value).toBe(id);
      expect((await store.get('grant', 'id', known))?.value).toBe('of another kind');
    }
  });
});
