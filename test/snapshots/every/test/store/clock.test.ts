/** A store goes by its own clock alone. */
import { describe, expect } from 'vitest';
import { openStore } from '../../src/store/index.js';
import { acrossProcesses } from './open-test-store.js';
import { versionOf } from './version-of.js';
import { it, START } from './with-store.js';

const minute = 60_000;

describe.for([
  ['years behind the database', Date.UTC(2001, 0)],
  ['years ahead of it', Date.UTC(2600, 0)],
] as const)('a clock %s', ([, start]) => {
  it('decides when a record is gone', async ({ store, time }) => {
    time.now = start;
    const draft = { value: 1, userId: 'ann', expiresAt: start + minute };
    await store.insert('session', 's', draft);
    expect(await store.increment('c', start + minute)).toBe(1);
    time.now += minute - 1;
    expect(await store.sweep()).toBe(0);
    expect((await store.get('session', 's'))?.value).toBe(1);
    expect(await store.increment('c', start + minute)).toBe(2);
    time.now += 1;
    expect(await store.get('session', 's')).toBeUndefined();
    expect(await store.find('session', { userId: 'ann' })).toEqual([]);
    expect(await store.sweep()).toBe(2);
    expect(await store.increment('c', start + 2 * minute)).toBe(1);
  });
});

describe.runIf(acrossProcesses)('two clocks that are five minutes apart', () => {
  const together = it.extend('ahead', async ({ url, time }, { onCleanup }) => {
    const store = await openStore({ url, clock: () => time.now + 5 * minute });
    onCleanup(() => store.close());
    return store;
  });
  const expiresAt = START + minute;

  together('each decide what has expired', async ({ store, ahead }) => {
    await store.insert('session', 's', { value: 1, expiresAt });
    await store.insert('session', 'kept', { value: 2, expiresAt: START + 60 * minute });
    expect((await store.get('session', 's'))?.value).toBe(1);
    expect(await ahead.get('session', 's')).toBeUndefined();
    expect((await ahead.find('session', {})).map(({ id }) => id)).toEqual(['kept']);
    expect(await store.insert('session', 's', { value: 3 })).toBe(false);
    expect(await ahead.remove('session', 's')).toBe(false);
    expect(await store.remove('session', 's')).toBe(true);
  });

  together('refuse a late write for the record that came after', async ({ store, ahead }) => {
    await store.insert('grant', 'g', { value: 'old', expiresAt });
    const version = await versionOf(store, 'grant', 'g');
    expect(await ahead.insert('grant', 'g', { value: 'new' })).toBe(true);
    expect(await store.replace('grant', 'g', version, { value: 'late' })).toBe(false);
    expect((await store.get('grant', 'g'))?.value).toBe('new');
  });

  together('agree after a sweep', async ({ store, ahead }) => {
    const draft = { value: 1, userId: 'ann', clientId: 'app' };
    await store.insert('grant', 'gone', { ...draft, expiresAt });
    await store.insert('grant', 'kept', { ...draft, expiresAt: START + 60 * minute });
    expect(await ahead.sweep()).toBe(1);
    for (const one of [store, ahead]) {
      expect(await one.get('grant', 'gone')).toBeUndefined();
      for (const query of [{}, { userId: 'ann' }, { clientId: 'app' }]) {
        expect((await one.find('grant', query)).map(({ id }) => id)).toEqual(['kept']);
      }
    }
  });
});
