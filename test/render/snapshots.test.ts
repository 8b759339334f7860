// What every variant renders to is kept as real files under test/snapshots.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { expect, it } from 'vitest';
import { sortPaths } from '../../src/tree/tree.js';
import { renderVariant, snapshots, snapshotsFolder } from './snapshots.js';

const windows = process.platform === 'win32';
const remedy = 'If the change is meant: npm run snapshots, and look at git diff.';

it('has a folder for every variant and no other', async () => {
  expect(sortPaths(await readdir(snapshotsFolder))).toEqual(
    sortPaths(snapshots.map(({ name }) => name)),
  );
});

it.each(snapshots)('renders $name exactly as kept', async ({ name, variant }) => {
  const folder = join(snapshotsFolder, name);
  const tree = await renderVariant(variant);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const kept = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  expect(sortPaths(kept), remedy).toEqual([...tree.keys()]);
  for (const [path, { text, executable }] of tree) {
    const file = join(folder, path);
    expect(text, `${path}: ${remedy}`).toBe(await readFile(file, 'utf8'));
    if (!windows) expect(((await stat(file)).mode & 0o111) !== 0, path).toBe(executable);
  }
});
