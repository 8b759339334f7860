/** What only the Redis layer has: its URL, its keys and its scripts. */
import { createClient } from 'redis';
import { test as base, describe, expect } from 'vitest';
import { StoreUnfit } from '../../src/store/contract.js';
import { databaseLocation, isDatabaseUrl } from '../../src/store/database-url.js';
import { openStore } from '../../src/store/index.js';
import { newStoreUrl } from './open-test-store.js';
import { versionOf } from './version-of.js';
import { START } from './with-store.js';

const day = 86_400_000;

/** `redis` is a connection beside the store's; `names` gives the keys of the store. */
const it = base
  .extend('time', () => ({ now: START }))
  .extend('location', () => {
    const url = newStoreUrl();
    return { url, ...(databaseLocation(url) ?? { server: '', prefix: '' }) };
  })
  .extend('store', async ({ location, time }, { onCleanup }) => {
    const store = await openStore({ url: location.url, clock: () => time.now });
    onCleanup(() => store.close());
    return store;
  })
  .extend('redis', async ({ location }, { onCleanup }) => {
    const client = createClient({ url: location.server });
    await client.connect();
    onCleanup(() => client.close());
    return client;
  })
  .extend('names', ({ redis, location: { prefix } }) => async (): Promise<string[]> => {
    const found: string[] = [];
    for await (const keys of redis.scanIterator({ MATCH: `${prefix}*`, COUNT: 10_000 })) {
      found.push(...keys.map((key) => key.slice(prefix.length)));
    }
    return found.sort();
  });

describe('DATABASE_URL', () => {
  it.for<[string, string, string]>([
    ['redis://localhost', 'redis://localhost', 'mcp:'],
    ['redis://localhost:6379/', 'redis://localhost:6379/', 'mcp:'],
    ['rediss://ann:s3cret@redis.example.com/3', 'rediss://ann:s3cret@redis.example.com/3', 'mcp:'],
    ['redis://:s3cret@127.0.0.1:6379?prefix=notes:', 'redis://:s3cret@127.0.0.1:6379', 'notes:'],
  ])('may be "%s"', ([url, server, prefix]) => {
    expect(databaseLocation(url)).toEqual({ server, prefix });
    expect(isDatabaseUrl(url)).toBe(true);
  });

  it.for([
    '',
    'redis://',
    'redis:///0',
    'redis://ann:s3cret@localhost/mcp',
    'redis://ann:s3cret@localhost/0/1',
    'redis://ann:s3cret@localhost?prefix=',
    'redis://ann:s3cret@localhost?prefix=a*',
    'redis://ann:s3cret@localhost?db=3',
    'redis://ann:s3cret@local host',
    'postgres://ann:s3cret@localhost/mcp',
    'localhost:6379',
  ])('"%s" is refused with a sentence that does not repeat it', async (url) => {
    const opening = openStore({ url, clock: Date.now });
    await expect(opening).rejects.toThrow(StoreUnfit);
    await expect(opening).rejects.toThrow(
      /^(?!.*s3cret)DATABASE_URL must be a Redis or Valkey server/,
    );
  });
});

describe('the keys', () => {
  it('are gone with what they were for', async ({ store, names }) => {
    const draft = { value: 1, userId: 'ann', clientId: 'app', expiresAt: START + 5 };
    await store.insert('grant', 'g', draft);
    expect(await names()).toEqual([
      'client:grant:app',
      'expiry',
      'kind:grant',
      'record:grant:g',
      'user:grant:ann',
    ]);
    const moved = { value: 2, userId: 'bob' };
    await store.replace('grant', 'g', await versionOf(store, 'grant', 'g'), moved);
    expect(await names()).toEqual(['kind:grant', 'record:grant:g', 'user:grant:bob']);
    await store.remove('grant', 'g');
    expect(await names()).toEqual([]);
  });

  it('of what has expired go with a sweep, whatever the ids', async ({ store, names, time }) => {
    const odd = ['', ':', 'a:b', 'nul\0nul', 'line\nline', 'é', '%d%s', '(', '[x', '*', '\'"\\'];
    const many = Array.from({ length: 600 }, (_, n) => `n${n}`);
    const expiresAt = START + 1;
    for (const id of [...odd, ...many]) {
      void store.insert('note', id, { value: id, userId: id, clientId: id, expiresAt });
    }
    for (const id of odd) await store.increment(id, expiresAt);
    expect(await store.find('note', { limit: 1_000 })).toHaveLength(odd.length + 600);
    time.now = expiresAt;
    expect(await store.sweep()).toBe(2 * odd.length + 600);
    expect(await names()).toEqual([]);
  });
});

describe('the time after which Redis deletes what no sweep has deleted', () => {
  it('is a week after the expiry, counted from the write, whatever the clocks say', async ({
    store,
    redis,
    location: { prefix },
    time,
  }) => {
    for (const now of [0, START, Date.UTC(2999, 0)]) {
      time.now = now;
      await store.insert('session', `s${now}`, { value: 1, expiresAt: now + day });
      await store.increment(`c${now}`, now + day);
      expect((await store.get('session', `s${now}`))?.value).toBe(1);
      for (const key of [`record:session:s${now}`, `counter:c${now}`]) {
        const left = await redis.pTTL(prefix + key);
        expect(left).toBeGreaterThan(8 * day - 60_000);
        expect(left).toBeLessThanOrEqual(8 * day);
      }
    }
  });

  it('moves and goes with the expiry', async ({ store, redis, location, time }) => {
    const key = `${location.prefix}record:session:s`;
    const replace = async (expiresAt?: number) =>
      store.replace('session', 's', await versionOf(store, 'session', 's'), {
        value: 1,
        expiresAt,
      });
    await store.insert('session', 's', { value: 1, expiresAt: START + 2 * day });
    time.now += day;
    expect(await replace(START + 3 * day)).toBe(true);
    expect(Math.round((await redis.pTTL(key)) / day)).toBe(9);
    await replace();
    expect(await redis.pTTL(key)).toBe(-1);
  });

  it('leaves nothing in the way of a new record', async ({
    store,
    redis,
    location: { prefix },
    names,
  }) => {
    const draft = { value: 1, userId: 'ann', clientId: 'app', expiresAt: START + 5 };
    await store.insert('grant', 'g', draft);
    await redis.del(`${prefix}record:grant:g`);
    await store.insert('grant', 'g', { value: 2, userId: 'bob' });
    expect(await store.find('grant', { userId: 'ann' })).toEqual([]);
    expect(await store.find('grant', { clientId: 'app' })).toEqual([]);
    expect(await names()).toEqual(['kind:grant', 'record:grant:g', 'user:grant:bob']);
    await redis.del(`${prefix}record:grant:g`);
    expect(await store.find('grant', {})).toEqual([]);
    expect(await store.find('grant', { userId: 'bob' })).toEqual([]);
    expect(await names()).toEqual([]);
  });
});

describe('the scripts', () => {
  it('are sent to a server that does not know them', async ({ store, redis }) => {
    await store.insert('note', 'a', { value: 1 });
    await redis.scriptFlush();
    expect(await store.insert('note', 'a', { value: 2 })).toBe(false);
    expect(await store.increment('c', START + 1)).toBe(1);
    expect(await store.sweep()).toBe(0);
  });
});

describe('find', () => {
  it('reads on past many that have expired', async ({ store, time }) => {
    const ids = Array.from({ length: 500 }, (_, n) => `n${String(n).padStart(3, '0')}`);
    const expiresAt = START + 1;
    await Promise.all(
      ids.map((id, n) =>
        store.insert('note', id, { value: n, expiresAt: n % 100 < 99 ? expiresAt : undefined }),
      ),
    );
    time.now = expiresAt;
    const found = async (limit: number) =>
      (await store.find('note', { limit })).map(({ id }) => id);
    expect(await found(3)).toEqual(['n099', 'n199', 'n299']);
    expect(await found(100)).toEqual(['n099', 'n199', 'n299', 'n399', 'n499']);
  });
});
