/** What only the PostgreSQL layer has: its URL, its schema and its statements. */
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { test as base, describe, expect } from 'vitest';
import { StoreUnfit } from '../../src/store/contract.js';
import { isDatabaseUrl } from '../../src/store/database-url.js';
import { openStore } from '../../src/store/index.js';
import { makeSchema, openTestStore, withSetting } from './open-test-store.js';
import { startChild } from './start-child.js';
import { LATER } from './tasks.js';

/** `url` names an empty schema; `query` gives the first column. */
const it = base
  .extend('url', async ({ task: _ }, { onCleanup }) => {
    const { url, drop } = await makeSchema();
    onCleanup(drop);
    return url;
  })
  .extend('query', async ({ url }, { onCleanup }) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    onCleanup(() => client.end());
    return async (sql: string): Promise<unknown[]> =>
      (await client.query({ text: sql, rowMode: 'array' })).rows.map(([first]) => first);
  });

const clock = Date.now;
const open = (url: string) => openStore({ url, clock });

describe('DATABASE_URL', () => {
  it.for([
    'postgres://mcp:secret@db.example.com/mcp',
    'postgresql://mcp@localhost:5433/mcp?sslmode=verify-full',
    'postgres:///mcp?host=/var/run/postgresql',
  ])('may be "%s"', (url) => {
    expect(isDatabaseUrl(url)).toBe(true);
  });

  it.for([
    '',
    'postgres://',
    'postgres://ann:s3cret@localhost',
    'postgres://ann:s3cret@localhost/',
    'postgres://ann:s3cret@localhost/a/b',
    'postgres://ann:s3cret@local host/mcp',
    'mysql://ann:s3cret@localhost/mcp',
    'file:data/mcp.db',
    'localhost/mcp',
  ])('"%s" is refused with a sentence that does not repeat it', async (url) => {
    const opening = openStore({ url, clock });
    await expect(opening).rejects.toThrow(StoreUnfit);
    await expect(opening).rejects.toThrow(
      /^(?!.*s3cret)DATABASE_URL must be a PostgreSQL database/,
    );
  });
});

describe('a database', () => {
  /** What the operator is told when a store is opened. */
  async function told(production: boolean, url: string): Promise<string[]> {
    const heard: string[] = [];
    const warn = (sentence: string): void => void heard.push(sentence);
    const store = await openStore({ url, clock: Date.now, production, warn });
    await store.close();
    return heard;
  }

  it('that loses data is refused in production, warned of elsewhere', async ({ url }) => {
    const unsafe = withSetting(url, 'synchronous_commit=off');
    const remedy = /Set synchronous_commit = on/;
    await expect(told(true, unsafe)).rejects.toThrow(remedy);
    expect((await told(false, unsafe)).join()).toMatch(remedy);
    expect((await told(true, url)).join()).not.toMatch(remedy);
  });

  it('that is not UTF-8 is refused with a remedy', async ({ url, query }) => {
    const name = `latin_${Date.now()}`;
    await query(`CREATE DATABASE ${name} ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0`);
    const latin = new URL(url);
    latin.pathname = `/${name}`;
    await expect(open(latin.href)).rejects.toThrow(/encoding is LATIN1.*CREATE DATABASE/);
    await query(`DROP DATABASE ${name}`);
  });
});

describe('the schema', () => {
  it('is made once and left alone afterwards, also by a user who may not change it', async ({
    url,
    query,
  }) => {
    const first = await open(url);
    await first.insert('note', 'n', { value: 1 });
    await first.close();
    const applied = () => query('SELECT applied_at FROM mcp_migration ORDER BY version');
    const before = await applied();
    expect(before).toHaveLength(1);
    const second = await open(withSetting(url, 'default_transaction_read_only=on'));
    expect((await second.get('note', 'n'))?.value).toBe(1);
    await second.close();
    expect(await applied()).toEqual(before);
  });

  it('is made by one of several processes that start together', async ({ url, query }) => {
    const children = await Promise.all([startChild(), startChild(), startChild()]);
    const won = await Promise.all(
      children.map((child, n) => child.run<string[]>({ url, task: 'claim', name: `${n}` })),
    );
    expect(won.flat()).toHaveLength(200);
    expect(await query('SELECT version FROM mcp_migration')).toEqual([1]);
    expect(await query("SELECT count(*)::int FROM mcp_record WHERE kind = 'once'")).toEqual([200]);
  }, 60_000);

  it('is not left half made by a step that fails', async ({ url, query }) => {
    await query('CREATE TABLE mcp_counter (of_another_program integer)');
    await expect(open(url)).rejects.toThrow(/"mcp_counter" already exists/);
    expect(await query("SELECT to_regclass('mcp_record')")).toEqual([null]);
    expect(await query("SELECT to_regclass('mcp_migration')")).toEqual([null]);
  });

  it('of a newer program is refused and not touched', async ({ url, query }) => {
    await (await open(url)).close();
    await query('INSERT INTO mcp_migration (version) VALUES (99)');
    await expect(open(url)).rejects.toThrow(
      'The database has schema version 99; this program knows versions up to 1.',
    );
    expect(await query('SELECT version FROM mcp_migration ORDER BY version')).toEqual([1, 99]);
  });

  it('that may not be made is asked for in a sentence', async ({ url, query }) => {
    const role = `nobody_${Date.now()}`;
    await query(`CREATE ROLE ${role}`);
    const [schema] = await query('SELECT current_schema()');
    await query(`GRANT USAGE ON SCHEMA ${schema} TO ${role}`);
    const limited = withSetting(url, `role=${role}`);
    await expect(open(limited)).rejects.toThrow(/may not make the tables: permission denied/);
    await query(`DROP OWNED BY ${role}`);
    await query(`DROP ROLE ${role}`);
  });
});

describe('the statements', () => {
  it('run again where they lost to others', async ({ url }) => {
    const store = await open(withSetting(url, 'default_transaction_isolation=serializable'));
    const sums = Array.from({ length: 30 }, () => store.increment('c', LATER));
    const sorted = (await Promise.all(sums)).toSorted((left, right) => left - right);
    expect(sorted).toEqual(sums.map((_, n) => n + 1));
    await store.close();
  });

  it('find records by their indexes', async ({ url, query }) => {
    await (await open(url)).close();
    await query(`INSERT INTO mcp_record (kind, id, version, value, user_id, client_id, expires_at)
      SELECT 'grant', int4send(n), 1, 'null', int4send(n % 5000), int4send(n % 5000), n
      FROM generate_series(1, 20000) AS n`);
    await query('ANALYZE mcp_record');
    for (const [condition, index] of [
      ["kind = 'grant' AND id = '\\x01'", 'mcp_record_pkey'],
      ["kind = 'grant' AND user_id = '\\x01' ORDER BY id LIMIT 100", 'mcp_record_by_user'],
      ["kind = 'grant' AND client_id = '\\x01' ORDER BY id LIMIT 100", 'mcp_record_by_client'],
      ['expires_at <= 10', 'mcp_record_by_expiry'],
    ]) {
      const plan = await query(`EXPLAIN SELECT * FROM mcp_record WHERE ${condition}`);
      expect(plan.join('\n')).toContain(index);
    }
  });
});

describe('a sweep of many rows', () => {
  it('deletes them all, is shared by several that run at once, and waits for nobody', async ({
    url,
    query,
  }) => {
    const store = await open(url);
    await query(`INSERT INTO mcp_record (kind, id, version, value, expires_at)
      SELECT 'note', int4send(n), 1, 'null', 1 FROM generate_series(1, 10000) AS n`);
    await query('BEGIN');
    await query('UPDATE mcp_record SET expires_at = NULL WHERE id <= int4send(10) RETURNING id');
    const swept = await Promise.all([store.sweep(), store.sweep(), store.sweep()]);
    expect(swept.reduce((sum, count) => sum + count)).toBe(9_990);
    await query('COMMIT');
    expect(await store.sweep()).toBe(0);
    expect(await query('SELECT count(*)::int FROM mcp_record')).toEqual([10]);
    await store.close();
  });
});

describe('the tables that a test leaves', () => {
  it('are empty, and out of reach for late writes', async () => {
    const one = await openTestStore({ clock });
    await one.store.insert('note', 'small', { value: 1 });
    await one.store.increment('c', LATER);
    const late = new Client({ connectionString: one.url });
    await late.connect();
    await late.query('BEGIN');
    const write = "INSERT INTO mcp_record (kind, id, version, value) VALUES ('note', $1, 1, '1')";
    await late.query(write, [Buffer.from('late')]);
    const closing = one.close();
    const waiting = `SELECT count(*)::int AS number FROM pg_locks
      WHERE NOT granted AND relation = 'mcp_record'::regclass`;
    await expect.poll(async () => (await late.query(waiting)).rows[0].number).toBe(1);
    await late.query('COMMIT');
    await closing;
    await expect(late.query(write, [Buffer.from('too late')])).rejects.toThrow(/does not exist/);
    await late.end();

    const other = await openTestStore({ clock });
    expect(await other.store.find('note', {})).toEqual([]);
    expect(await other.store.increment('c', LATER)).toBe(1);
    // Random, since a database may compress what it stores.
    await other.store.insert('note', 'large', { value: randomBytes(1_000_000).toString('hex') });
    await other.close();

    const third = await openTestStore({ clock });
    expect(await third.store.find('note', {})).toEqual([]);
    await third.close();
  });
});
