/** A version names one state of one record, also when the id is used again. */
import { describe, expect } from 'vitest';
import type { Store } from '../../src/store/contract.js';
import { versionOf } from './version-of.js';
import { it, START } from './with-store.js';

const read = (store: Store) => versionOf(store, 'session', 's');

describe('a version that was read before', () => {
  it('is none of the record that came after a removed one', async ({ store }) => {
    const seen: number[] = [];
    for (let life = 0; life < 20; life += 1) {
      expect(await store.insert('session', 's', { value: life })).toBe(true);
      seen.push(await read(store));
      for (let turn = 0; turn < life; turn += 1) {
        const version = await read(store);
        expect(await store.replace('session', 's', version, { value: life })).toBe(true);
        seen.push(version + 1);
      }
      const former = seen.slice(0, -1 - life);
      for (const version of former) {
        expect(await store.replace('session', 's', version, { value: 'late' })).toBe(false);
      }
      expect((await store.get('session', 's'))?.value).toBe(life);
      expect(await store.remove('session', 's')).toBe(true);
    }
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('is none of the record that came after an expired one', async ({ store, time }) => {
    await store.insert('session', 's', { value: 'old', expiresAt: START + 1 });
    const version = await read(store);
    time.now = START + 1;
    await store.insert('session', 's', { value: 'new' });
    expect(await store.replace('session', 's', version, { value: 'late' })).toBe(false);
    expect((await store.get('session', 's'))?.value).toBe('new');
  });
});

it('first versions are exact and never the same', async ({ store }) => {
  const ids = Array.from({ length: 300 }, (_, n) => `n${n}`);
  await Promise.all(ids.map((id) => store.insert('note', id, { value: 1 })));
  const versions = (await store.find('note', { limit: 300 })).map(({ version }) => version);
  expect(new Set(versions).size).toBe(300);
  expect(Math.max(...versions)).toBeGreaterThan(2 ** 40);
  expect(Math.max(...versions)).toBeLessThan(2 ** 49);
});
