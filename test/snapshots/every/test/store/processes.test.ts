/** Two processes on one store: what each was told must be what is kept. */
import { describe, expect } from 'vitest';
import type { Store } from '../../src/store/contract.js';
import { openStore } from '../../src/store/index.js';
import { acrossProcesses } from './open-test-store.js';
import { type Child, startChild } from './start-child.js';
import { LATER, lines, type Order } from './tasks.js';
import { versionOf } from './version-of.js';
import { it } from './with-store.js';

/** Starts one task in two processes; resolves to both results. */
async function both<T>(url: string, task: Order['task']): Promise<[T, T]> {
  const [left, right] = await Promise.all([startChild(), startChild()]);
  return (await Promise.all([
    left.run({ url, task, name: 'left' }),
    right.run({ url, task, name: 'right' }),
  ])) as [T, T];
}

/** Kills a writer after ten numbers; resolves to the last that it reported. */
async function writeAndKill(child: Child, url: string, name: string): Promise<number> {
  let last = 0;
  await child.run({ url, task: 'write', name }, (n) => {
    last = n;
    if (n === 10) child.kill();
  });
  return last;
}

/** A writer left all that it reported, whole, and at most one number more. */
async function expectKept(store: Store, name: string, last: number): Promise<void> {
  expect(last).toBeGreaterThanOrEqual(10);
  const kept = await store.get<string[]>('note', name);
  expect([lines(last), lines(last + 1)]).toContainEqual(kept?.value);
  for (let n = 1; n <= last + 1; n += 1) {
    const page = await store.get('note', `${name}-${n}`);
    if (n <= last || page !== undefined) expect(page?.value).toEqual(lines(n));
  }
  expect(await store.get('note', `${name}-${last + 2}`)).toBeUndefined();
  const listed = await store.find('note', { userId: name, limit: 10_000 });
  for (const entry of listed) expect(await store.get('note', entry.id)).toEqual(entry);
  expect([last + 1, last + 2]).toContain(listed.length);
}

describe.runIf(acrossProcesses)('two processes', { timeout: 60_000 }, () => {
  it('keep every acknowledged update of one record [SEC-8]', async ({ store, url }) => {
    await store.insert('note', 'log', { value: [] });
    const first = await versionOf(store, 'note', 'log');
    await both(url, 'append');
    const log = await store.get<string[]>('note', 'log');
    expect(log?.version).toBe(first + 400);
    expect(log?.value.filter((name) => name === 'left')).toHaveLength(200);
    expect(log?.value.filter((name) => name === 'right')).toHaveLength(200);
    // Neither was done before the other began.
    expect(log?.value.join()).toMatch(/left,right.*right,left|right,left.*left,right/);
  });

  it('have exactly one winner for each inserted id [TOK-8]', async ({ store, url }) => {
    const [left, right] = await both<string[]>(url, 'claim');
    expect(new Set([...left, ...right]).size).toBe(200);
    expect(left.length + right.length).toBe(200);
    for (const id of left) expect((await store.get('once', id))?.value).toBe('left');
    for (const id of right) expect((await store.get('once', id))?.value).toBe('right');
  });

  it('add up to an exact sum', async ({ store, url }) => {
    const sums = (await both<number[]>(url, 'count')).flat();
    expect(sums.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 400 }, (_, n) => n + 1));
    expect(await store.increment('hits', LATER)).toBe(401);
  });

  it('lose and tear nothing acknowledged when they are killed', async ({ store, url }) => {
    const children = await Promise.all([startChild(), startChild(), startChild()]);
    const names = ['first', 'second', 'third'];
    const last = await Promise.all(
      children.map((child, n) => writeAndKill(child, url, names[n] ?? '')),
    );
    for (const [n, name] of names.entries()) await expectKept(store, name, last[n] ?? 0);
    expect(await store.insert('note', 'afterwards', { value: 1 })).toBe(true);
  });

  it('sweep what has expired and nothing that was prolonged in time', async ({
    store,
    url,
    time,
  }) => {
    // The time of the other process.
    time.now = Date.now();
    const child = await startChild();
    let sweeps = 0;
    const ended = child.run({ url, task: 'sweep', name: 'sweep' }, (n) => {
      sweeps = n;
    });
    await expect.poll(() => sweeps).toBeGreaterThan(0);
    const kept: string[] = [];
    const lost: string[] = [];
    const rotate = async (id: string): Promise<void> => {
      const expiresAt = Date.now() + 10;
      await store.insert('session', id, { value: 'old', userId: 'ann', expiresAt });
      const version = await versionOf(store, 'session', id);
      for (;;) {
        time.now = Date.now();
        // As late as possible, and later.
        if (time.now >= expiresAt - 2) break;
        await new Promise((turn) => setImmediate(turn));
      }
      const draft = { value: 'new', userId: 'ann', expiresAt: LATER };
      const isKept = await store.replace('session', id, version, draft);
      (isKept ? kept : lost).push(id);
    };
    for (let round = 0; round < 20; round += 1) {
      await Promise.all(Array.from({ length: 10 }, (_, n) => rotate(`${round}-${n}`)));
    }
    child.kill();
    await ended;
    for (const id of kept) expect((await store.get('session', id))?.value).toBe('new');
    for (const id of lost) expect(await store.get('session', id)).toBeUndefined();
    const found = await store.find('session', { userId: 'ann', limit: 1_000 });
    expect(found.map(({ id }) => id)).toEqual(kept.toSorted());
    expect(kept.length + lost.length).toBe(200);
  });

  it('find what a closed store has written [G3]', async ({ store, url, time }) => {
    await store.insert('grant', 'g', { value: 1, userId: 'ann', expiresAt: LATER });
    const version = await versionOf(store, 'grant', 'g');
    await store.replace('grant', 'g', version, { value: 2, userId: 'ann', expiresAt: LATER });
    await store.increment('c', LATER);
    await store.close();
    const again = await openStore({ url, clock: () => time.now });
    const entry = { id: 'g', version: version + 1, value: 2, userId: 'ann', expiresAt: LATER };
    expect(await again.find('grant', { userId: 'ann' })).toEqual([entry]);
    expect(await again.increment('c', LATER)).toBe(2);
    await again.close();
  });
});
