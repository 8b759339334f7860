// The temporary folder and the step that puts a project in its place.
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { JanitorMessage } from '../../src/project/janitor.js';
import { inspectTarget } from '../../src/project/target.js';
import { openWorkspace } from '../../src/project/workspace.js';
import { temporaryFolder } from '../temporary-folder.js';
import { thrown } from '../thrown.js';

async function opened(cwd: string, directory: string) {
  const told: JanitorMessage[] = [];
  const janitor = {
    tell: async (message: JanitorMessage) => void told.push(structuredClone(message)),
    dismiss: async () => undefined,
  };
  const target = await inspectTarget(directory, cwd);
  const random = (bytes: number) => new Uint8Array(bytes).fill(171);
  return { told, workspace: await openWorkspace(target, random, janitor) };
}

it('is a sibling of a new target and becomes it by one rename', async () => {
  const cwd = await temporaryFolder();
  const { workspace } = await opened(cwd, 'a/demo');
  expect(workspace.folder).toBe(join(cwd, 'a/.demo-abababab.partial'));
  await writeFile(join(workspace.folder, 'file'), '');
  await workspace.place();
  expect(await readdir(join(cwd, 'a'))).toEqual(['demo']);
  expect(await readdir(join(cwd, 'a/demo'))).toEqual(['file']);
});

it('keeps an existing empty directory the same directory', async () => {
  const cwd = await temporaryFolder();
  await mkdir(join(cwd, 'demo'));
  const before = await stat(join(cwd, 'demo'));
  const { workspace } = await opened(cwd, 'demo');
  await writeFile(join(workspace.folder, '.file'), '');
  await workspace.place();
  expect(await readdir(cwd)).toEqual(['demo']);
  expect(await readdir(join(cwd, 'demo'))).toEqual(['.file']);
  expect((await stat(join(cwd, 'demo'))).ino).toBe(before.ino);
});

it('tells the janitor what it owns before it makes anything', async () => {
  const cwd = await temporaryFolder();
  const { told, workspace } = await opened(cwd, 'a/b/demo');
  expect(told).toEqual([
    { type: 'own', folders: [workspace.folder], emptied: [join(cwd, 'a/b'), join(cwd, 'a')] },
  ]);
});

it('removes the folder and the parents it made when it is discarded', async () => {
  const cwd = await temporaryFolder();
  const { workspace } = await opened(cwd, 'a/b/demo');
  await writeFile(join(workspace.folder, 'file'), '');
  await workspace.discard();
  expect(await readdir(cwd)).toEqual([]);
});

it('leaves a parent that somebody else used meanwhile', async () => {
  const cwd = await temporaryFolder();
  const { workspace } = await opened(cwd, 'a/demo');
  await writeFile(join(cwd, 'a/theirs'), '');
  await workspace.discard();
  expect(await readdir(join(cwd, 'a'))).toEqual(['theirs']);
});

it('does not go over a target that somebody made meanwhile', async () => {
  const cwd = await temporaryFolder();
  const { workspace } = await opened(cwd, 'demo');
  await mkdir(join(cwd, 'demo'));
  await writeFile(join(cwd, 'demo/theirs'), '');
  await writeFile(join(workspace.folder, 'file'), '');
  expect((await thrown(() => workspace.place())).code).toBe('TARGET_NOT_EMPTY');
  expect(await readdir(join(cwd, 'demo'))).toEqual(['theirs']);
});
