// The project a command is about is the nearest one above it.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findProject } from '../../src/project/find-project.js';
import { manifestPath, recordFolder } from '../../src/update/manifest.js';
import { temporaryFolder } from '../temporary-folder.js';
import { thrown } from '../thrown.js';

async function folderWithProject() {
  const root = await temporaryFolder();
  await mkdir(join(root, recordFolder));
  await writeFile(join(root, manifestPath), 'outer\n');
  await mkdir(join(root, 'src/deep'), { recursive: true });
  return root;
}

it.each(['.', 'src', 'src/deep', recordFolder])('finds it from %s', async (folder) => {
  const root = await folderWithProject();
  expect(await findProject(join(root, folder))).toEqual({ root, manifestText: 'outer\n' });
});

it('takes the nearest of two', async () => {
  const root = await folderWithProject();
  await mkdir(join(root, 'src', recordFolder));
  await writeFile(join(root, 'src', manifestPath), 'inner\n');
  expect((await findProject(join(root, 'src/deep'))).root).toBe(join(root, 'src'));
});

it('goes on above a record folder without a manifest', async () => {
  const root = await folderWithProject();
  await mkdir(join(root, 'src', recordFolder));
  expect((await findProject(join(root, 'src/deep'))).root).toBe(root);
});

it('says so when there is none', async () => {
  const error = await thrown(async () => findProject(await temporaryFolder()));
  expect(error.code).toBe('NOT_A_PROJECT');
  expect(error.message).toContain(manifestPath);
});
