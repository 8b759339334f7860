/** What only the SQLite layer has: its URL, its files and its schema. */
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { test as base, describe, expect } from 'vitest';
import { connect } from '../../src/store/connection.js';
import { StoreUnfit } from '../../src/store/contract.js';
import { openStore } from '../../src/store/index.js';
import { databasePath } from '../../src/store/location.js';
import { startChild } from './start-child.js';
import { versionOf } from './version-of.js';

const it = base.extend('folder', async ({ task: _ }, { onCleanup }) => {
  const folder = await mkdtemp(join(tmpdir(), 'sqlite-'));
  onCleanup(() => rm(folder, { recursive: true }));
  return folder;
});

const clock = Date.now;
const open = (path: string) => openStore({ url: `file:${path}`, clock });

/** The first column of the first row. */
function query(path: string, sql: string): unknown {
  const database = new DatabaseSync(path);
  const row: Record<string, unknown> | undefined = database.prepare(sql).get();
  database.close();
  return row && Object.values(row)[0];
}

describe('DATABASE_URL', () => {
  it('names a file below the working directory or anywhere', () => {
    expect(databasePath('file:data/mcp.db')).toBe(resolve('data/mcp.db'));
    expect(databasePath('file:./mcp.db')).toBe(resolve('mcp.db'));
    expect(databasePath('file:/var/lib/mcp/mcp.db')).toBe('/var/lib/mcp/mcp.db');
  });

  it.for([
    '',
    'data/mcp.db',
    '/var/lib/mcp/mcp.db',
    ':memory:',
    'file:',
    'file::memory:',
    'file:data/',
    'file:///var/lib/mcp.db',
    'file://host/mcp.db',
    'file:mcp.db?mode=ro',
    'file:mcp.db#x',
    'sqlite:mcp.db',
    'postgres://ann:s3cret@localhost/mcp',
  ])('"%s" is refused with a sentence that does not repeat it', async (url) => {
    await expect(openStore({ url, clock })).rejects.toEqual(
      new StoreUnfit(
        'DATABASE_URL must name a SQLite file, as in "file:data/mcp.db" or "file:/var/lib/mcp/mcp.db".',
      ),
    );
  });
});

describe.runIf(process.platform !== 'win32')('the files', () => {
  const mode = async (path: string) => (await stat(path)).mode & 0o777;

  it('and their folder are private', async ({ folder }) => {
    const path = join(folder, 'new', 'deep', 'mcp.db');
    const store = await open(path);
    await store.insert('note', 'n', { value: 1 });
    expect(await mode(join(folder, 'new'))).toBe(0o700);
    expect(await mode(join(folder, 'new', 'deep'))).toBe(0o700);
    for (const end of ['', '-wal', '-shm']) expect(await mode(path + end)).toBe(0o600);
    await store.close();
  });

  it('keep the modes that an operator gave them', async ({ folder }) => {
    const path = join(folder, 'data', 'mcp.db');
    await mkdir(join(folder, 'data'), { mode: 0o750 });
    await writeFile(path, '', { mode: 0o640 });
    await (await open(path)).close();
    expect(await mode(join(folder, 'data'))).toBe(0o750);
    expect(await mode(path)).toBe(0o640);
  });
});

describe('the connection', () => {
  it('syncs each commit, and never waits for a lock', ({ folder }) => {
    for (const _ of ['new', 'old']) {
      const { database } = connect(join(folder, 'mcp.db'));
      const pragma = (name: string) =>
        Object.values<unknown>(database.prepare(`PRAGMA ${name}`).get());
      expect(pragma('journal_mode')).toEqual(['wal']);
      expect(pragma('synchronous')).toEqual([2]);
      expect(pragma('busy_timeout')).toEqual([0]);
      database.close();
    }
  });
});

describe('a record that was read before', () => {
  it('is the same object until another connection writes', async ({ folder }) => {
    const path = join(folder, 'mcp.db');
    const [store, other] = [await open(path), await open(path)];
    for (const id of ['n', 'n\0']) {
      await store.insert('note', id, { value: 'old' });
      const known = await store.get('note', id);
      expect(await store.get('note', id, known)).toBe(known);
      const version = await versionOf(store, 'note', id);
      expect(await other.replace('note', id, version, { value: 'new' })).toBe(true);
      expect((await store.get('note', id, known))?.value).toBe('new');
    }
    await store.close();
    await other.close();
  });
});

describe('the schema', () => {
  it('is made once and left alone afterwards', async ({ folder }) => {
    const path = join(folder, 'mcp.db');
    const first = await open(path);
    await first.insert('note', 'n', { value: 1 });
    await first.close();
    const changes = query(path, 'PRAGMA schema_version');
    const second = await open(path);
    expect((await second.get('note', 'n'))?.value).toBe(1);
    await second.close();
    expect(query(path, 'PRAGMA schema_version')).toBe(changes);
  });

  it('is made by one of several processes that start together', async ({ folder }) => {
    const path = join(folder, 'mcp.db');
    const children = await Promise.all([startChild(), startChild(), startChild()]);
    const won = await Promise.all(
      children.map((child, n) =>
        child.run<string[]>({ url: `file:${path}`, task: 'claim', name: `${n}` }),
      ),
    );
    expect(won.flat().toSorted()).toHaveLength(200);
    expect(query(path, 'PRAGMA user_version')).toBe(1);
    expect(query(path, 'PRAGMA integrity_check')).toBe('ok');
    expect(query(path, "SELECT count(*) FROM record WHERE kind = 'once'")).toBe(200);
  }, 60_000);

  it('of a newer program is refused and not touched', async ({ folder }) => {
    const path = join(folder, 'mcp.db');
    await (await open(path)).close();
    query(path, 'PRAGMA user_version = 99');
    await expect(open(path)).rejects.toThrow(
      'The database has schema version 99; this program knows versions up to 1.',
    );
    expect(query(path, 'PRAGMA user_version')).toBe(99);
  });
});

describe('a sweep of many rows', () => {
  it('deletes them all, and lets others write in between', async ({ folder }) => {
    const path = join(folder, 'mcp.db');
    const store = await open(path);
    query(
      path,
      `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 2000)
       INSERT INTO record (kind, id, version, value, expires_at)
       SELECT 'note', CAST(n AS BLOB), 1, 'null', 1 FROM numbers`,
    );
    const other = new DatabaseSync(path);
    const sweep = store.sweep();
    const done = await Promise.race([sweep, new Promise((turn) => setImmediate(turn))]);
    expect(done).toBeUndefined();
    const left = other.prepare('SELECT count(*) AS n FROM record').get().n;
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(2_000);
    other.exec("UPDATE record SET expires_at = NULL WHERE id = CAST('2000' AS BLOB)");
    other.close();
    expect(await sweep).toBe(1_999);
    expect((await store.find('note', {})).map(({ id }) => id)).toEqual(['2000']);
    await store.close();
  });
});
