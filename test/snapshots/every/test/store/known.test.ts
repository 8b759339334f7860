/** A record that was read before. */
import { describe, expect } from 'vitest';
import { versionOf } from './version-of.js';
import { it, START } from './with-store.js';

describe('a record that was read before', () => {
  it('is the same while nobody writes', async ({ store }) => {
    const draft = { value: { a: [1] }, userId: 'ann', clientId: 'app', expiresAt: START + 5 };
    await store.insert('grant', 'g', draft);
    const known = await store.get('grant', 'g');
    await store.insert('grant', 'h', { value: 'another' });
    for (const _ of [1, 2]) {
      const version = known?.version;
      expect(await store.get('grant', 'g', known)).toEqual({ id: 'g', version, ...draft });
    }
  });

  it('is as it was written last', async ({ store }) => {
    await store.insert('grant', 'g', { value: 'first', userId: 'ann', expiresAt: START + 5 });
    const known = await store.get('grant', 'g');
    for (const value of ['second', 'third', 'first']) {
      const version = await versionOf(store, 'grant', 'g');
      await store.replace('grant', 'g', version, { value });
      const now = { id: 'g', version: version + 1, value };
      expect(await store.get('grant', 'g', known)).toEqual(now);
    }
  });

  it('is gone once it was removed', async ({ store }) => {
    await store.insert('grant', 'g', { value: 1 });
    const known = await store.get('grant', 'g');
    await store.remove('grant', 'g');
    expect(await store.get('grant', 'g', known)).toBeUndefined();
  });

  it('is gone at its expiry', async ({ store, time }) => {
    await store.insert('grant', 'g', { value: 1, expiresAt: START + 5 });
    const known = await store.get('grant', 'g');
    time.now = START + 4;
    expect(await store.get('grant', 'g', known)).toEqual(known);
    time.now = START + 5;
    expect(await store.get('grant', 'g', known)).toBeUndefined();
  });

  it('is not taken for one that has its id now', async ({ store, time }) => {
    await store.insert('grant', 'g', { value: 'removed' });
    const removed = await store.get('grant', 'g');
    await store.remove('grant', 'g');
    await store.insert('grant', 'g', { value: 'expired', expiresAt: START + 5 });
    const expired = await store.get('grant', 'g');
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
      const known = await store.get('note', one);
      for (const id of ids) expect((await store.get('note', id, known))?.value).toBe(id);
      expect((await store.get('grant', 'id', known))?.value).toBe('of another kind');
    }
  });
});
