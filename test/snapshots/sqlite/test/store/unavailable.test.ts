/** A database that is locked, out of reach or full. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, inject } from 'vitest';
import { type Store, StoreUnavailable } from '../../src/store/contract.js';
import { openStore } from '../../src/store/index.js';
import { LATER } from './tasks.js';
import { versionOf } from './version-of.js';
import { it } from './with-store.js';

/** Takes the write lock, as another process would; the result gives it back. */
function lock(url: string): () => void {
  const other = new DatabaseSync(url.slice('file:'.length));
  other.exec('BEGIN IMMEDIATE');
  return () => other.close();
}

const writes = (store: Store, version: number): Promise<unknown>[] => [
  store.insert('note', 'new', { value: 1 }),
  store.replace('note', 'old', version, { value: 2 }),
  store.remove('note', 'old'),
  store.increment('c', LATER),
  store.sweep(),
];

describe('a database that another process has locked', { timeout: 30_000 }, () => {
  it('makes every write fail in about five seconds and change nothing', async ({ store, url }) => {
    await store.insert('note', 'old', { value: 1 });
    const version = await versionOf(store, 'note', 'old');
    const unlock = lock(url);
    const began = performance.now();
    for (const outcome of await Promise.allSettled(writes(store, version))) {
      const error = outcome.status === 'rejected' ? outcome.reason : outcome.value;
      expect(error).toBeInstanceOf(StoreUnavailable);
      expect(error.message).toBe('The database cannot be used: database is locked.');
      expect(error.cause).toMatchObject({ code: 'ERR_SQLITE_ERROR' });
    }
    expect(performance.now() - began).toBeGreaterThan(4_500);
    expect(performance.now() - began).toBeLessThan(8_000);
    unlock();
    expect(await store.find('note', {})).toEqual([{ id: 'old', version, value: 1 }]);
    expect(await store.increment('c', LATER)).toBe(1);
  });

  it('still answers reads, and the process goes on with other work', async ({ store, url }) => {
    await store.insert('note', 'old', { value: 1 });
    const version = await versionOf(store, 'note', 'old');
    const unlock = lock(url);
    const waiting = Promise.all(writes(store, version));
    let longest = 0;
    for (let turn = 0; turn < 50; turn += 1) {
      const began = performance.now();
      expect((await store.get('note', 'old'))?.value).toBe(1);
      await store.health();
      await new Promise((resolve) => setTimeout(resolve));
      longest = Math.max(longest, performance.now() - began);
    }
    expect(longest).toBeLessThan(1_000);
    unlock();
    expect(await waiting).toEqual([true, true, true, 1, 0]);
  });

  it('is waited for in the order of the calls', async ({ store, url }) => {
    const unlock = lock(url);
    const sums: Promise<number>[] = [];
    for (let n = 0; n < 20; n += 1) {
      sums.push(store.increment('c', LATER));
      await new Promise((resolve) => setTimeout(resolve, n));
    }
    unlock();
    expect(await Promise.all(sums)).toEqual(sums.map((_, n) => n + 1));
  });

  it('is waited for at the start', async ({ url }) => {
    const unlock = lock(url);
    const opening = openStore({ url, clock: Date.now });
    await new Promise((turn) => setImmediate(turn));
    unlock();
    await (await opening).close();
  });
});

describe('a file that cannot be', () => {
  it.for([
    ['made', 'file/child.db'],
    ['opened', 'folder'],
  ])('%s makes the store unavailable', async ([, name]) => {
    const folder = await mkdtemp(join(tmpdir(), 'sqlite-'));
    await writeFile(join(folder, 'file'), '');
    await mkdir(join(folder, 'folder'));
    const opening = openStore({ url: `file:${join(folder, name ?? '')}`, clock: Date.now });
    const error = await opening.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StoreUnavailable);
    expect(error).toHaveProperty('cause.code');
    await rm(folder, { recursive: true });
  });
});

describe.runIf(process.platform !== 'win32')('a disk that is full', { timeout: 30_000 }, () => {
  it('acknowledges no increment that was not kept', async ({ store, url }) => {
    const program = join(inject('programs'), 'test', 'store', 'fill-disk.js');
    // No file of this process may grow beyond 1,000 blocks of 512 bytes.
    const limited = ['-c', 'ulimit -f 1000; exec "$@"', 'sh'];
    const command = [process.execPath, program, url];
    const options = { timeout: 20_000 };
    const { stdout } = await promisify(execFile)('sh', [...limited, ...command], options);
    const { acknowledged, error } = JSON.parse(stdout);
    expect(error).toBe('StoreUnavailable');
    expect(acknowledged).toBeGreaterThan(0);
    expect(await store.increment('c', LATER)).toBe(acknowledged + 1);
  });
});
