/** Everything that is stored can be taken to another store. */
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { expect, onTestFinished } from 'vitest';
import { exportedLines } from '../../src/admin/store/export.js';
import { importLines } from '../../src/admin/store/import.js';
import { createSecrets } from '../../src/oauth/secrets.js';
import { kinds, type Store } from '../../src/store/contract.js';
import { VALUES } from './json-values.js';
import { openTestStore } from './open-test-store.js';
import { versionOf } from './version-of.js';
import { START, it as withStore } from './with-store.js';

const secrets = createSecrets(['a-secret-that-only-tests-know-0123456789']);
const others = createSecrets(['another-secret-that-only-tests-know-0123']);

/** With `target`, a second store. */
const it = withStore.extend('target', async ({ time }) => {
  const opened = await openTestStore({ clock: () => time.now });
  onTestFinished(() => opened.close());
  return opened.store;
});

async function exported(store: Store): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of exportedLines({ store, secrets, random: randomBytes })) lines.push(line);
  return lines;
}

function imported(lines: readonly string[], store: Store, changes = {}) {
  return importLines(Readable.from(lines), { store, secrets, clock: () => START, ...changes });
}

/** Every live record, without its version. */
async function contentOf(store: Store) {
  const found = kinds.map(async (kind) => {
    const entries = await store.find(kind, { limit: 10_000 });
    return entries.map(({ version: _, ...entry }) => ({ kind, ...entry }));
  });
  return (await Promise.all(found)).flat();
}

async function fill(store: Store): Promise<void> {
  const draft = { userId: 'ann', clientId: 'app', expiresAt: START + 60_000 };
  for (const kind of kinds) await store.insert(kind, 'same id', { value: kind, ...draft });
  for (const [name, value] of VALUES) await store.insert('note', name, { value });
  await store.insert('note', ' \u2028\n"\u{1F600}', { value: 1, userId: '\u2029', clientId: '' });
}

it('gives another store equal records, one line each, with other versions', async ({
  store,
  target,
}) => {
  await fill(store);
  const content = await contentOf(store);
  const lines = await exported(store);
  expect(lines).toHaveLength(content.length + 2);
  expect(lines.filter((line) => /[\n\r\u2028\u2029]/.test(line))).toEqual([]);
  const counts = { imported: content.length, present: 0, expired: 0 };
  expect(await imported(lines, target)).toEqual(counts);
  expect(await contentOf(target)).toStrictEqual(content);
  expect(await contentOf(store)).toStrictEqual(content);
  const version = await versionOf(store, 'grant', 'same id');
  expect(await versionOf(target, 'grant', 'same id')).not.toBe(version);
});

it('takes more than one page', async ({ store, target }) => {
  const ids = Array.from({ length: 250 }, (_, index) => `n${index}`);
  await Promise.all(ids.map((id) => store.insert('note', id, { value: id })));
  expect((await imported(await exported(store), target)).imported).toBe(250);
  expect(await contentOf(target)).toStrictEqual(await contentOf(store));
});

it('leaves out what has expired before the export or the import', async ({
  store,
  target,
  time,
}) => {
  await store.insert('session', 'early', { value: 1, expiresAt: START + 1 });
  await store.insert('session', 'late', { value: 1, expiresAt: START + 2 });
  await store.insert('session', 'never', { value: 1 });
  time.now = START + 1;
  const lines = await exported(store);
  expect(lines.join()).not.toContain('early');
  time.now = START + 2;
  const counts = await imported(lines, target, { clock: () => time.now });
  expect(counts).toEqual({ imported: 1, present: 0, expired: 1 });
  expect((await contentOf(target)).map(({ id }) => id)).toEqual(['never']);
});

it('goes on where an import was cut short', async ({ store, target }) => {
  await fill(store);
  const lines = await exported(store);
  const cut = lines.slice(0, -5);
  await expect(imported(cut, target)).rejects.toThrow(/not whole\. \d+ of its/);
  await expect(exported(target)).rejects.toThrow('was not finished');
  await expect(imported(await exported(store), target)).rejects.toThrow('Another import');
  expect(await imported(lines, target)).toMatchObject({ present: cut.length - 1, imported: 4 });
  expect(await contentOf(target)).toStrictEqual(await contentOf(store));
  expect((await exported(target)).slice(1)).toEqual(lines.slice(1));
});

it('refuses a store that holds anything, and changes nothing', async ({ store, target }) => {
  await fill(store);
  const lines = await exported(store);
  for (const kind of kinds) {
    await target.insert(kind, 'present', { value: 1 });
    await expect(imported(lines, target)).rejects.toThrow(
      `not empty: there are records of the kind "${kind}"`,
    );
    expect(await contentOf(target)).toEqual([{ kind, id: 'present', value: 1 }]);
    await target.remove(kind, 'present');
  }
});

it('refuses a missing record, and one behind the end', async ({ store, target }) => {
  for (const id of ['a', 'b']) await store.insert('note', id, { value: id });
  const [begin = '', a = '', b = '', end = ''] = await exported(store);
  await expect(imported([begin, b, end], target)).rejects.toThrow('not whole. 1 of its');
  await expect(imported([begin, b, end, a], target)).rejects.toThrow('Line 4 stands behind');
  expect((await imported([begin, a, b, end], target)).imported).toBe(1);
});

it('changes nothing that came meanwhile', async ({ store, target }) => {
  await store.insert('note', 'n', { value: 'old', userId: 'ann' });
  const lines = await exported(store);
  await expect(imported(lines.slice(0, 1), target)).rejects.toThrow('not whole');
  await target.insert('note', 'n', { value: 'old' });
  await expect(imported(lines, target)).rejects.toThrow('another record of the kind "note"');
  expect(await target.get('note', 'n')).toMatchObject({ value: 'old' });
});

it.for<[name: string, lines: string[], message: string]>([
  ['no export', ['> my-server@0.1.0 admin'], 'The first line is not that of an export'],
  ['nothing', [], 'The first line is not that of an export'],
  ['that of a later version', ['{"format":"mcp-store","version":2}'], 'by a newer version'],
])('refuses %s', async ([, lines, message], { target }) => {
  await expect(imported(lines, target)).rejects.toThrow(message);
  expect(await contentOf(target)).toEqual([]);
});

it('refuses an export under other SECRET_KEYS', async ({ store, target }) => {
  await fill(store);
  const lines = await exported(store);
  await expect(imported(lines, target, { secrets: others })).rejects.toThrow('other SECRET_KEYS');
  expect(await contentOf(target)).toEqual([]);
});

it.for([
  '{"kind":"other","id":"a","value":1}',
  '{"kind":"note","id":"a"}',
  '{"kind":"note","id":"a","value":1,"more":1}',
  '{"kind":"note","id":"a","value":1,"expiresAt":1.5}',
  `{"kind":"note","id":"${'é'.repeat(501)}","value":1}`,
  'nonsense',
])('refuses the line %s', async (line, { store, target }) => {
  const [begin = '', end = ''] = await exported(store);
  await expect(imported([begin, line, end], target)).rejects.toThrow('Line 2 is no record');
  await expect(imported([begin, end, line], target)).rejects.toThrow('Line 3');
});
