/** Fifty writers at once in one process: what each was told must be what is kept. */
import { expect } from 'vitest';
import type { Store } from '../../src/store/contract.js';
import { appendAs } from './append-as.js';
import { versionOf } from './version-of.js';
import { it, START } from './with-store.js';

const WRITERS = Array.from({ length: 50 }, (_, n) => n);

/** The writers that were told `true`. */
async function winners(attempt: (writer: number) => Promise<boolean>): Promise<number[]> {
  const answers = await Promise.all(WRITERS.map(attempt));
  return WRITERS.filter((writer) => answers[writer]);
}

const keptValue = async (store: Store) => (await store.get<number>('grant', 'g'))?.value;

it.for(['no', 'an expired'])(
  'keeps exactly one of fifty inserts where there is %s record [TOK-8]',
  async (present, { store, time }) => {
    if (present !== 'no') await store.insert('grant', 'g', { value: 'old', expiresAt: START + 1 });
    time.now = START + 1;
    const won = await winners((value) => store.insert('grant', 'g', { value }));
    expect(won).toHaveLength(1);
    expect(await keptValue(store)).toBe(won[0]);
  },
);

it('keeps exactly one of fifty writes of one version [TOK-8]', async ({ store }) => {
  await store.insert('grant', 'g', { value: 'old' });
  const first = await versionOf(store, 'grant', 'g');
  const won = await winners((value) => store.replace('grant', 'g', first, { value }));
  expect(won).toHaveLength(1);
  expect(await store.get('grant', 'g')).toEqual({ id: 'g', version: first + 1, value: won[0] });
});

it('keeps every acknowledged update of one record', async ({ store }) => {
  await store.insert('note', 'log', { value: [] });
  const first = await versionOf(store, 'note', 'log');
  await Promise.all(WRITERS.map((writer) => appendAs(store, `w${writer}`, 4)));
  const log = await store.get<string[]>('note', 'log');
  expect(log?.version).toBe(first + 200);
  expect(log?.value.toSorted()).toEqual(
    WRITERS.flatMap((writer) => Array<string>(4).fill(`w${writer}`)).toSorted(),
  );
});

it('tells exactly one of fifty that it removed the record', async ({ store }) => {
  await store.insert('grant', 'g', { value: 'old' });
  expect(await winners(() => store.remove('grant', 'g'))).toHaveLength(1);
  expect(await keptValue(store)).toBeUndefined();
});

it('leaves nothing when removals race with writes', async ({ store }) => {
  await store.insert('grant', 'g', { value: 'old' });
  const first = await versionOf(store, 'grant', 'g');
  const won = await winners((writer) =>
    writer % 2 ? store.remove('grant', 'g') : store.replace('grant', 'g', first, { value: writer }),
  );
  expect(won.filter((writer) => writer % 2 === 1)).toHaveLength(1);
  expect(won.filter((writer) => writer % 2 === 0).length).toBeLessThanOrEqual(1);
  expect(await keptValue(store)).toBeUndefined();
});

it('gives each of fifty increments its own sum', async ({ store }) => {
  const sums = await Promise.all(WRITERS.map(() => store.increment('c', START + 1)));
  expect(sums.toSorted((a, b) => a - b)).toEqual(WRITERS.map((n) => n + 1));
  expect(await store.increment('c', START + 1)).toBe(51);
});
