/** A PostgreSQL server that answers, but does not do what it is asked. */
import { Client } from 'pg';
import { test as base, describe, expect } from 'vitest';
import { type Store, StoreUnavailable } from '../../src/store/contract.js';
import { openStore } from '../../src/store/index.js';
import { makeSchema, withSetting } from './open-test-store.js';
import { versionOf } from './version-of.js';

/** `url` names an empty schema; `other` is a connection beside the store's. */
const it = base
  .extend('url', async ({ task: _ }, { onCleanup }) => {
    const { url, drop } = await makeSchema();
    onCleanup(drop);
    return url;
  })
  .extend('other', async ({ url }, { onCleanup }) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    onCleanup(() => client.end());
    return client;
  })
  .extend('open', ({ task: _ }, { onCleanup }) => {
    const stores: Store[] = [];
    onCleanup(async () => {
      await Promise.all(stores.map((store) => store.close()));
    });
    return async (url: string) => {
      const store = await openStore({ url, clock: Date.now });
      stores.push(store);
      return store;
    };
  });

describe('a locked row', { timeout: 30_000 }, () => {
  it('makes a write fail in time and for good', async ({ url, other, open }) => {
    const store = await open(url);
    await store.insert('note', 'n', { value: 'old' });
    const version = await versionOf(store, 'note', 'n');
    await other.query('BEGIN');
    await other.query('SELECT FROM mcp_record FOR UPDATE');
    const began = performance.now();
    const late = store.replace('note', 'n', version, { value: 'late' });
    await expect(late).rejects.toThrow(StoreUnavailable);
    expect(performance.now() - began).toBeLessThan(6_000);
    await other.query('COMMIT');
    expect((await store.get('note', 'n'))?.value).toBe('old');
    expect(await store.replace('note', 'n', version, { value: 'new' })).toBe(true);
  });
});

describe('a server', () => {
  it('that does not write is unavailable', async ({ url, open }) => {
    await open(url);
    const store = await open(withSetting(url, 'default_transaction_read_only=on'));
    const write = store.insert('note', 'n', { value: 1 });
    await expect(write).rejects.toThrow(StoreUnavailable);
    await expect(write).rejects.toThrow(/read-only transaction/);
  });

  it('without the database is unavailable', async ({ url, open }) => {
    const absent = new URL(url);
    absent.pathname = '/absent';
    const opening = open(absent.href);
    await expect(opening).rejects.toThrow(StoreUnavailable);
    await expect(opening).rejects.toThrow(/"absent" does not exist/);
  });

  it('without a free connection is unavailable until there is one', async ({
    url,
    other,
    open,
  }) => {
    const role = `few_${Date.now()}`;
    await other.query(`CREATE ROLE ${role} LOGIN SUPERUSER PASSWORD 'few'`);
    const own = new URL(url);
    own.username = role;
    own.password = 'few';
    const store = await open(own.href);
    await other.query(`ALTER ROLE ${role} NOSUPERUSER CONNECTION LIMIT 0`);
    const health = () => store.health().then(() => 'up', String);
    expect(await health()).toMatch(/StoreUnavailable: .*too many connections/);
    await other.query(`ALTER ROLE ${role} SUPERUSER CONNECTION LIMIT -1`);
    expect(await health()).toBe('up');
    await store.close();
    await other.query(`REASSIGN OWNED BY ${role} TO CURRENT_USER`);
    await other.query(`DROP ROLE ${role}`);
  });
});
