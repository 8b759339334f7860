// What the variants render to is kept as real files under test/snapshots, each distinct file once.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { expect, it } from 'vitest';
import { sortPaths } from '../../src/tree/tree.js';
import { foldersOf } from './arrange.js';
import { namedVariants, renderSnapshots, renderVariant, snapshotsFolder } from './snapshots.js';

const windows = process.platform === 'win32';
const remedy = 'If the change is meant: npm run snapshots, and look at git diff.';
const expected = await renderSnapshots();

it('has the folders that the variants need and no other', async () => {
  expect(sortPaths(await readdir(snapshotsFolder)), remedy).toEqual(
    sortPaths([...expected.keys()]),
  );
});

it.each([...expected.keys()])('keeps the files of %s exactly as rendered', async (name) => {
  const kept = await keptFiles(join(snapshotsFolder, name));
  const files = expected.get(name) ?? new Map();
  expect(sortPaths([...kept.keys()]), remedy).toEqual(sortPaths([...files.keys()]));
  for (const [path, { text, executable }] of files) {
    expect(text, `${path}: ${remedy}`).toBe(kept.get(path)?.text);
    if (!windows) expect(kept.get(path)?.executable, path).toBe(executable);
  }
});

it.each(namedVariants)('holds all that $name consists of', async ({ variant }) => {
  const tree = await renderVariant(variant);
  const kept = foldersOf(variant).flatMap((name) => [...(expected.get(name) ?? [])]);
  expect(sortPaths(kept.map(([path]) => path))).toEqual([...tree.keys()]);
  for (const [path, file] of kept) expect(file).toEqual(tree.get(path));
});

async function keptFiles(folder: string) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const read = files.map(async (entry) => {
    const file = join(entry.parentPath, entry.name);
    const path = relative(folder, file).split(sep).join('/');
    const executable = ((await stat(file)).mode & 0o111) !== 0;
    return [path, { text: await readFile(file, 'utf8'), executable }] as const;
  });
  return new Map(await Promise.all(read));
}
