// update --abort gives the old state back and loses nothing that was edited since.
import { appendFile, chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { abort, recover } from '../../src/project/undo.js';
import { readUndo, writeUndo } from '../../src/project/undo-store.js';
import { undoFolder } from '../../src/update/undo.js';
import { thrown } from '../thrown.js';
import { file, git, gitView, look, planOf, samplePlan, world } from './sample-project.js';
import { updatable } from './updatable.js';

async function updated(options: Parameters<typeof updatable>[0] = {}) {
  const project = await updatable(options);
  const before = await look(project.root);
  const view = options.git === false ? '' : await gitView(project.root);
  await project.apply(samplePlan);
  return { ...project, before, view };
}

/** As if the last update had been killed right before its end. */
async function interrupt(root: string): Promise<void> {
  const undo = await readUndo(root);
  if (undo === undefined) throw new Error('There is no undo.');
  await writeUndo(root, { ...undo, state: 'applying' });
}

describe('abort', () => {
  it.each([{}, { git: false }, { folder: 'apps/a' }])(
    'gives back every byte, permission and index entry, with %j',
    async (options) => {
      const { root, before, view } = await updated(options);
      const { from, to, restored, kept } = await abort(root, world);
      expect({ from, to, kept }).toEqual({ from: '0.1.0', to: '0.2.0', kept: [] });
      expect(restored).toEqual(expect.arrayContaining(['src/changed.ts', 'bin/gains.sh']));
      expect(await look(root)).toEqual(before);
      if (view !== '') expect(await gitView(root)).toBe(view);
    },
  );

  it('can be done once', async () => {
    const { root } = await updated();
    await abort(root, world);
    expect((await thrown(() => abort(root, world))).code).toBe('NOTHING_TO_ABORT');
  });

  it('has nothing to do where no update was', async () => {
    const { root } = await updatable();
    const before = await look(root);
    expect((await thrown(() => abort(root, world))).code).toBe('NOTHING_TO_ABORT');
    expect(await look(root)).toEqual(before);
  });

  it('keeps a copy of files that were edited, solved or replaced since', async () => {
    const { root, before } = await updated();
    await writeFile(join(root, 'src/[conflict].ts'), 'solved\n');
    await appendFile(join(root, 'new/added.sh'), 'more\n');
    const { kept } = await abort(root, world);
    expect(kept.toSorted()).toEqual([
      `${undoFolder}/kept/new/added.sh`,
      `${undoFolder}/kept/src/[conflict].ts`,
    ]);
    const now = await look(root);
    expect(Object.entries(now).filter(([path]) => !path.startsWith(undoFolder))).toEqual(
      Object.entries(before),
    );
    expect(await readFile(join(root, kept[1] ?? ''), 'utf8')).toMatch(/solved|more/);
    expect(await git(root, 'status', '--porcelain')).toBe('');
  });

  it('never writes over a copy that was kept earlier', async () => {
    const { root, apply } = await updated();
    const copies: string[] = [];
    for (const text of ['first\n', 'second\n', 'first\n']) {
      await writeFile(join(root, 'src/changed.ts'), text);
      copies.push(...(await abort(root, world)).kept);
      await apply(samplePlan);
    }
    const texts = copies.map((copy) => readFile(join(root, copy), 'utf8'));
    expect(await Promise.all(texts)).toEqual(['first\n', 'second\n', 'first\n']);
    expect(copies[2]).toBe(copies[0]);
  });

  it('undoes what was staged since, too', async () => {
    const { root, view } = await updated();
    await git(root, 'add', '--all');
    expect((await abort(root, world)).staged).toEqual([]);
    expect(await gitView(root)).toBe(view);
  });

  it('leaves an entry of the index that holds a text of its own', async () => {
    const { root } = await updated();
    await writeFile(join(root, 'src/[conflict].ts'), 'staged only\n');
    await git(root, 'add', 'src/[conflict].ts');
    await writeFile(join(root, 'src/[conflict].ts'), 'solved otherwise\n');
    expect((await abort(root, world)).staged).toEqual(['src/[conflict].ts']);
    expect(await git(root, 'show', ':src/[conflict].ts')).toBe('staged only');
  });

  it('leaves files and folders that the owner has made since', async () => {
    const { root } = await updated();
    await writeFile(join(root, 'new/own.ts'), 'own\n');
    await abort(root, world);
    const now = await look(root);
    expect(now['new/own.ts']).toBeDefined();
    expect(now['new/deep']).toBeUndefined();
  });

  it('touches nothing when a file of the owner is in the way', async () => {
    const { root } = await updated();
    await writeFile(join(root, 'file-to-folder/own.ts'), 'own\n');
    const state = await look(root);
    const error = await thrown(() => abort(root, world));
    expect(error.code).toBe('UNSAFE_PATH');
    expect(error.message).toContain('file-to-folder');
    expect(await look(root)).toEqual(state);
  });

  it('refuses once the update is committed, and points to git revert', async () => {
    const { root } = await updated();
    await git(root, 'add', '--all');
    await git(root, 'commit', '--quiet', '--message', 'Update');
    const state = await look(root);
    const error = await thrown(() => abort(root, world));
    expect(error.code).toBe('UPDATE_COMMITTED');
    expect(error.hint).toContain('git revert');
    expect(await look(root)).toEqual(state);
  });

  it('exec bit where the file system has none: is taken out of the index again', async () => {
    const { root, apply } = await updatable();
    await git(root, 'config', 'core.fileMode', 'false');
    const view = await gitView(root);
    await apply(samplePlan);
    expect(await gitView(root)).not.toBe(view);
    await abort(root, world);
    expect(await gitView(root)).toBe(view);
  });

  it('gives back an executable bit that alone was changed', async () => {
    const { root, apply } = await updatable();
    const before = await look(root);
    await apply(planOf([{ kind: 'write', path: 'src/own.ts', file: file('own\n', true) }]));
    expect((await abort(root, world)).restored).toContain('src/own.ts');
    expect(await look(root)).toEqual(before);
  });
});

describe('recover', () => {
  it('leaves an update alone that was finished', async () => {
    const { root } = await updated();
    const state = await look(root);
    expect(await recover(root, world)).toBe(false);
    expect(await look(root)).toEqual(state);
  });

  it('touches nothing when a file was edited since, names it and points to --abort', async () => {
    const { root, before } = await updated();
    await interrupt(root);
    await writeFile(join(root, 'src/[conflict].ts'), 'solved\n');
    const state = await look(root);
    const error = await thrown(() => recover(root, world));
    expect(error.code).toBe('INTERRUPTED_UPDATE');
    expect(error.message).toContain('src/[conflict].ts');
    expect(error.hint).toContain('update --abort');
    expect(await look(root)).toEqual(state);
    await abort(root, world);
    await rm(join(root, undoFolder), { recursive: true });
    expect(await look(root)).toEqual(before);
  });

  it('does not put old files under another commit', async () => {
    const { root } = await updated();
    await interrupt(root);
    await git(root, 'add', '--all');
    await git(root, 'commit', '--quiet', '--message', 'Half an update');
    const state = await look(root);
    const error = await thrown(() => recover(root, world));
    expect(error.code).toBe('INTERRUPTED_UPDATE');
    expect(error.hint).toContain(undoFolder);
    expect(await look(root)).toEqual(state);
  });

  it('forgets an update that the owner has taken back with git', async () => {
    const { root, before } = await updated();
    await interrupt(root);
    await git(root, 'reset', '--quiet', '--hard');
    await git(root, 'clean', '--quiet', '-fd');
    await git(root, 'commit', '--quiet', '--allow-empty', '--message', 'Go on');
    await chmod(join(root, 'src/private.ts'), 0o640);
    await chmod(join(root, 'src/read-only.ts'), 0o444);
    expect(await recover(root, world)).toBe(false);
    expect(await look(root)).toEqual(before);
  });

  it('removes what a kill has left before the first file was touched', async () => {
    const { root } = await updatable();
    const before = await look(root);
    await mkdir(join(root, undoFolder));
    await writeFile(join(root, undoFolder, '.gitignore'), '');
    await recover(root, world);
    expect(await look(root)).toEqual(before);
  });
});
