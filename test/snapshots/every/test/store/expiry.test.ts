/** A record is absent from its expiry on, swept or not. */
import { describe, expect } from 'vitest';
import type { Store } from '../../src/store/contract.js';
import { versionOf } from './version-of.js';
import { it, START } from './with-store.js';

const END = START + 60_000;
const version: unknown = expect.any(Number);
const draft = { value: 'old', userId: 'ann', clientId: 'app', expiresAt: END };

describe('one millisecond before the expiry', () => {
  it('get, find and replace see the record', async ({ store, time }) => {
    await store.insert('session', 's', draft);
    time.now = END - 1;
    expect(await store.get('session', 's')).toEqual({ id: 's', version, ...draft });
    expect(await store.find('session', { userId: 'ann' })).toHaveLength(1);
    expect(await store.find('session', { clientId: 'app' })).toHaveLength(1);
    const current = await versionOf(store, 'session', 's');
    expect(await store.replace('session', 's', current, draft)).toBe(true);
  });

  it('insert is refused and remove succeeds', async ({ store, time }) => {
    await store.insert('session', 's', draft);
    time.now = END - 1;
    expect(await store.insert('session', 's', { value: 'new' })).toBe(false);
    expect(await store.remove('session', 's')).toBe(true);
  });

  it('a counter goes on and keeps its expiry', async ({ store, time }) => {
    await store.increment('c', END);
    time.now = END - 1;
    expect(await store.increment('c', END + 60_000)).toBe(2);
    time.now = END;
    expect(await store.increment('c', END + 60_000)).toBe(1);
  });
});

describe.for(['before', 'after'])('at the expiry, %s a sweep', (when) => {
  const reach = async (store: Store, time: { now: number }) => {
    time.now = END;
    if (when === 'after') expect(await store.sweep()).toBe(1);
  };

  it('get and find see no record', async ({ store, time }) => {
    await store.insert('session', 's', draft);
    await reach(store, time);
    expect(await store.get('session', 's')).toBeUndefined();
    expect(await store.find('session', {})).toEqual([]);
    expect(await store.find('session', { userId: 'ann' })).toEqual([]);
    expect(await store.find('session', { clientId: 'app' })).toEqual([]);
  });

  it('replace is refused', async ({ store, time }) => {
    await store.insert('session', 's', draft);
    const current = await versionOf(store, 'session', 's');
    await reach(store, time);
    expect(await store.replace('session', 's', current, { value: 'revived' })).toBe(false);
    expect(await store.get('session', 's')).toBeUndefined();
  });

  it('remove answers false', async ({ store, time }) => {
    await store.insert('session', 's', draft);
    await reach(store, time);
    expect(await store.remove('session', 's')).toBe(false);
  });

  it('insert begins anew', async ({ store, time }) => {
    await store.insert('session', 's', draft);
    await reach(store, time);
    expect(await store.insert('session', 's', { value: 'new' })).toBe(true);
    time.now = END + 60_000;
    expect(await store.get('session', 's')).toEqual({ id: 's', version, value: 'new' });
    expect(await store.find('session', { userId: 'ann' })).toEqual([]);
    expect(await store.insert('session', 's', { value: 'second' })).toBe(false);
  });

  it('a counter begins anew with the new expiry', async ({ store, time }) => {
    await store.increment('c', END);
    await store.increment('c', END);
    await reach(store, time);
    expect(await store.increment('c', END + 10)).toBe(1);
    time.now = END + 9;
    expect(await store.increment('c', END + 99)).toBe(2);
    time.now = END + 10;
    expect(await store.increment('c', END + 99)).toBe(1);
  });
});

describe('replace', () => {
  it('moves the expiry', async ({ store, time }) => {
    await store.insert('session', 'longer', draft);
    await store.insert('session', 'shorter', draft);
    const move = async (id: string, expiresAt: number) =>
      store.replace('session', id, await versionOf(store, 'session', id), { ...draft, expiresAt });
    expect(await move('longer', END + 10)).toBe(true);
    expect(await move('shorter', END - 10)).toBe(true);
    const ids = async () => (await store.find('session', {})).map(({ id }) => id);
    time.now = END - 11;
    expect(await ids()).toEqual(['longer', 'shorter']);
    time.now = END - 10;
    expect(await ids()).toEqual(['longer']);
    time.now = END + 9;
    expect(await ids()).toEqual(['longer']);
    time.now = END + 10;
    expect(await ids()).toEqual([]);
  });
});

describe('an expiry', () => {
  it.for([0, 1])('%d ms ago removes the record', async (ago, { store, time }) => {
    await store.insert('session', 's', draft);
    const current = await versionOf(store, 'session', 's');
    const over = { ...draft, expiresAt: time.now - ago };
    expect(await store.replace('session', 's', current, over)).toBe(true);
    expect(await store.get('session', 's')).toBeUndefined();
    expect(await store.find('session', {})).toEqual([]);
    expect(await store.remove('session', 's')).toBe(false);
    expect(await store.insert('session', 's', { value: 'new' })).toBe(true);
  });

  it.for([Number.NaN, Number.POSITIVE_INFINITY, START + 0.5])(
    '%d is refused',
    async (expiresAt, { store }) => {
      await store.insert('note', 'old', { value: 1 });
      const current = await versionOf(store, 'note', 'old');
      const wrong = { value: 2, expiresAt };
      await expect(store.insert('note', 'new', wrong)).rejects.toThrow(RangeError);
      await expect(store.replace('note', 'old', current, wrong)).rejects.toThrow(RangeError);
      await expect(store.increment('c', expiresAt)).rejects.toThrow(RangeError);
      expect(await store.find('note', {})).toEqual([{ id: 'old', version, value: 1 }]);
    },
  );
});

describe('sweep', () => {
  it('deletes what has expired, and says how much', async ({ store, time }) => {
    await store.insert('session', 'gone', draft);
    await store.insert('once', 'gone', draft);
    await store.insert('session', 'live', { ...draft, expiresAt: END + 1 });
    await store.insert('session', 'lasting', { value: 1 });
    await store.increment('gone', END);
    await store.increment('live', END + 1);
    expect(await store.sweep()).toBe(0);
    time.now = END;
    expect(await store.sweep()).toBe(3);
    expect(await store.sweep()).toBe(0);
    expect((await store.find('session', {})).map(({ id }) => id)).toEqual(['lasting', 'live']);
    expect(await store.increment('live', END + 1)).toBe(2);
  });

  it('leaves a record that a replace has prolonged', async ({ store, time }) => {
    const ids = Array.from({ length: 50 }, (_, n) => `s${n}`);
    await Promise.all(ids.map((id) => store.insert('session', id, draft)));
    const versions = await Promise.all(ids.map((id) => versionOf(store, 'session', id)));
    time.now = END - 1;
    const prolonged = { ...draft, expiresAt: END + 60_000 };
    const replaced = Promise.all(
      ids.map((id, n) => store.replace('session', id, versions[n] ?? -1, prolonged)),
    );
    time.now = END;
    const [answers] = await Promise.all([replaced, store.sweep(), store.sweep()]);
    const kept = await Promise.all(ids.map((id) => store.get('session', id)));
    expect(kept.map((entry) => entry?.expiresAt === prolonged.expiresAt)).toEqual(answers);
  });
});
