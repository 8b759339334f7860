// Writing stays inside its folder and never goes over anything.
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CreateError } from '../../src/errors.js';
import type { FileToWrite } from '../../src/tree/write.js';
import { writeFiles } from '../../src/tree/write.js';
import { temporaryFolder } from '../temporary-folder.js';
import { thrown } from '../thrown.js';

const never = new AbortController().signal;
const file = (path: string, mode = 0o644): FileToWrite => ({ path, content: `${path}\n`, mode });

it('writes files with their folders and modes', async () => {
  const root = await temporaryFolder();
  await writeFiles(root, [file('a/b/c.txt'), file('run', 0o755), file('.env', 0o600)], never);
  expect(await readFile(join(root, 'a/b/c.txt'), 'utf8')).toBe('a/b/c.txt\n');
  if (process.platform !== 'win32') {
    expect((await stat(join(root, 'run'))).mode & 0o111).not.toBe(0);
    expect((await stat(join(root, '.env'))).mode & 0o777).toBe(0o600);
  }
});

it('waits for what is still being made', async () => {
  const root = await temporaryFolder();
  const later = Promise.resolve().then(() => Buffer.from('made'));
  await writeFiles(root, [{ path: 'a', content: later, mode: 0o644 }, file('b')], never);
  expect(await readFile(join(root, 'a'), 'utf8')).toBe('made');
  expect((await readdir(root)).sort()).toEqual(['a', 'b']);
});

it.each([
  ['a path that leaves the folder', [file('ok'), file('../evil')]],
  ['two paths that differ in case', [file('a'), file('A')]],
])('writes nothing at all when there is %s', async (_case, files) => {
  const root = join(await temporaryFolder(), 'project');
  await mkdir(root);
  expect((await thrown(() => writeFiles(root, files, never))).code).toBe('BROKEN_TEMPLATE');
  expect(await readdir(root)).toEqual([]);
  expect(await readdir(join(root, '..'))).toEqual(['project']);
});

it('never overwrites a file', async () => {
  const root = await temporaryFolder();
  await writeFile(join(root, 'a'), 'mine');
  await expect(writeFiles(root, [file('a')], never)).rejects.toThrow(/EEXIST/);
  expect(await readFile(join(root, 'a'), 'utf8')).toBe('mine');
});

it('stops when the run is cancelled', async () => {
  const root = await temporaryFolder();
  const cancelled = AbortSignal.abort(new CreateError('CANCELLED', 'Cancelled.'));
  expect((await thrown(() => writeFiles(root, [file('a')], cancelled))).code).toBe('CANCELLED');
  expect(await readdir(root)).toEqual([]);
});
