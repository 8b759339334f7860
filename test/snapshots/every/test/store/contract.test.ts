/** What every storage layer answers to one caller. */
import { randomBytes } from 'node:crypto';
import { describe, expect } from 'vitest';
import { kinds } from '../../src/store/contract.js';
import { versionOf } from './version-of.js';
import { it, START } from './with-store.js';

/** Ids that a database may take for the same. */
const LOOKALIKES = [
  'id',
  'ID',
  'id ',
  ' id',
  'i',
  'id\0',
  'id\0x',
  '\uFEFFid',
  'é',
  'e\u0301',
  'i%',
  '_d',
];

const version: unknown = expect.any(Number);

describe('insert and get', () => {
  it('gives back what was written', async ({ store }) => {
    const draft = { value: { a: 1 }, userId: 'ann', clientId: 'app', expiresAt: START + 5 };
    expect(await store.insert('grant', 'g', draft)).toBe(true);
    expect(await store.get('grant', 'g')).toEqual({ id: 'g', version, ...draft });
  });

  it('gives undefined for an absent record', async ({ store }) => {
    expect(await store.get('grant', 'g')).toBeUndefined();
  });

  it('refuses a second insert and keeps the first', async ({ store }) => {
    await store.insert('once', 'jti', { value: 'first' });
    expect(await store.insert('once', 'jti', { value: 'second', userId: 'eve' })).toBe(false);
    expect(await store.get('once', 'jti')).toEqual({ id: 'jti', version, value: 'first' });
  });

  it('keeps the same id in two kinds apart [A25]', async ({ store }) => {
    for (const kind of kinds) expect(await store.insert(kind, 'id', { value: kind })).toBe(true);
    expect(await store.remove('grant', 'id')).toBe(true);
    const client = await versionOf(store, 'client', 'id');
    expect(await store.replace('client', 'id', client, { value: 'new' })).toBe(true);
    const values = kinds.map(async (kind) => (await store.get(kind, 'id'))?.value);
    expect(await Promise.all(values)).toEqual([undefined, 'new', ...kinds.slice(2)]);
  });

  it('keeps ids apart that a database may take for the same', async ({ store }) => {
    for (const id of LOOKALIKES) {
      const draft = { value: id, userId: id, clientId: id };
      expect(await store.insert('note', id, draft)).toBe(true);
    }
    for (const id of LOOKALIKES) {
      const entry = { id, version, value: id, userId: id, clientId: id };
      expect(await store.get('note', id)).toEqual(entry);
      expect(await store.find('note', { userId: id })).toEqual([entry]);
      expect(await store.find('note', { clientId: id })).toEqual([entry]);
      expect(await store.increment(id, START + 1)).toBe(1);
    }
  });
});

describe('ids', () => {
  it('may be 1,000 bytes long', async ({ store }) => {
    // Random, since a database may compress what it stores.
    const long = () => randomBytes(500).toString('hex');
    const [id, userId, clientId] = [long(), long(), long()];
    const other = `${id.slice(0, -1)}!`;
    for (const one of [id, other]) {
      expect(await store.insert('note', one, { value: one, userId, clientId })).toBe(true);
      expect(await store.increment(one, START + 1)).toBe(1);
    }
    expect((await store.get('note', id))?.value).toBe(id);
    expect(await store.find('note', { userId })).toHaveLength(2);
    expect(await store.find('note', { clientId })).toHaveLength(2);
  });
});

describe('replace', () => {
  it('writes the next version', async ({ store }) => {
    await store.insert('grant', 'g', { value: 1 });
    const first = await versionOf(store, 'grant', 'g');
    expect(await store.replace('grant', 'g', first, { value: 2 })).toBe(true);
    expect(await store.replace('grant', 'g', first + 1, { value: 3 })).toBe(true);
    expect(await store.get('grant', 'g')).toEqual({ id: 'g', version: first + 2, value: 3 });
  });

  // 2 ** 40 changes high bits alone.
  it.for([-1, 1, -(2 ** 40), 2 ** 40])(
    'refuses a version that is %d away',
    async (away, { store }) => {
      await store.insert('grant', 'g', { value: 1 });
      await store.replace('grant', 'g', await versionOf(store, 'grant', 'g'), { value: 2 });
      const current = await versionOf(store, 'grant', 'g');
      const draft = { value: 'lost', userId: 'eve' };
      expect(await store.replace('grant', 'g', current + away, draft)).toBe(false);
      expect(await store.get('grant', 'g')).toEqual({ id: 'g', version: current, value: 2 });
    },
  );

  it('refuses an absent record and makes none', async ({ store }) => {
    for (const absent of [0, 1]) {
      expect(await store.replace('grant', 'g', absent, { value: 1 })).toBe(false);
    }
    expect(await store.get('grant', 'g')).toBeUndefined();
  });

  it('removes the fields that the draft leaves out', async ({ store, time }) => {
    const full = { value: 1, userId: 'ann', clientId: 'app', expiresAt: START + 5 };
    await store.insert('grant', 'g', full);
    await store.replace('grant', 'g', await versionOf(store, 'grant', 'g'), { value: 2 });
    time.now = START + 5;
    expect(await store.get('grant', 'g')).toEqual({ id: 'g', version, value: 2 });
    expect(await store.find('grant', { userId: 'ann' })).toEqual([]);
    expect(await store.find('grant', { clientId: 'app' })).toEqual([]);
  });
});

describe('remove', () => {
  it('deletes the record and leaves nothing', async ({ store }) => {
    await store.insert('session', 's', { value: 1, userId: 'ann', expiresAt: START + 5 });
    expect(await store.remove('session', 's')).toBe(true);
    expect(await store.remove('session', 's')).toBe(false);
    expect(await store.get('session', 's')).toBeUndefined();
    expect(await store.find('session', { userId: 'ann' })).toEqual([]);
    expect(await store.insert('session', 's', { value: 3 })).toBe(true);
    expect(await store.get('session', 's')).toEqual({ id: 's', version, value: 3 });
  });
});

describe('increment', () => {
  it('counts from 1, apart from other counters and records', async ({ store }) => {
    await store.insert('note', 'a', { value: 7 });
    expect(await store.increment('a', START + 5)).toBe(1);
    expect(await store.increment('a', START + 5)).toBe(2);
    expect(await store.increment('b', START + 5)).toBe(1);
    expect(await store.increment('a', START + 5)).toBe(3);
    expect(await store.find('note', {})).toEqual([{ id: 'a', version, value: 7 }]);
  });
});

describe('health', () => {
  it('resolves while the database answers', async ({ store }) => {
    await expect(store.health()).resolves.toBeUndefined();
  });
});
