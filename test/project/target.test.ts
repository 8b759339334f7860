// Which directories can be used.
import { mkdir, readdir, readlink, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inspectTarget } from '../../src/project/target.js';
import { temporaryFolder } from '../temporary-folder.js';
import { thrown } from '../thrown.js';

it('accepts a path where nothing is, and says which parents are missing', async () => {
  const cwd = await temporaryFolder();
  expect(await inspectTarget('a/b/demo', cwd)).toEqual({
    path: join(cwd, 'a/b/demo'),
    exists: false,
    surroundings: cwd,
    missingParents: [join(cwd, 'a'), join(cwd, 'a/b')],
  });
});

it('accepts an empty directory, and a link to one', async () => {
  const cwd = await temporaryFolder();
  await mkdir(join(cwd, 'empty'));
  await symlink('empty', join(cwd, 'link'));
  expect(await inspectTarget('empty', cwd)).toMatchObject({ exists: true });
  expect(await inspectTarget('link', cwd)).toMatchObject({ exists: true });
});

it('refuses a directory that holds so much as a dot file, and leaves it untouched', async () => {
  const cwd = await temporaryFolder();
  await mkdir(join(cwd, 'full'));
  await writeFile(join(cwd, 'full/.keep'), '');
  const error = await thrown(() => inspectTarget('full', cwd));
  expect(error).toMatchObject({ code: 'TARGET_NOT_EMPTY', exitCode: 1 });
  expect(await readdir(join(cwd, 'full'))).toEqual(['.keep']);
});

it('refuses a file, a path below a file, and a link to nothing', async () => {
  const cwd = await temporaryFolder();
  await writeFile(join(cwd, 'file'), '');
  await symlink('nothing', join(cwd, 'dangling'));
  for (const directory of ['file', 'file/below', 'dangling']) {
    const error = await thrown(() => inspectTarget(directory, cwd));
    expect([directory, error.code]).toEqual([directory, 'TARGET_UNUSABLE']);
  }
  expect(await readlink(join(cwd, 'dangling'))).toBe('nothing');
});
