// An update is written file by file, or not at all.

import { existsSync, writeFileSync } from 'node:fs';
import { appendFile, chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CreateError } from '../../src/errors.js';
import { temporaryPath } from '../../src/project/replace-file.js';
import { basePath, manifestPath, writeManifest } from '../../src/update/manifest.js';
import { undoFolder, undoPath } from '../../src/update/undo.js';
import { thrown } from '../thrown.js';
import { file, git, gitView, look, planOf, samplePlan, world } from './sample-project.js';
import { updatable } from './updatable.js';

/** A signal that does something whenever it is looked at, between two steps. */
function watched(onLook: (stop: AbortController) => void): AbortSignal {
  const stop = new AbortController();
  const throwIfAborted = () => {
    onLook(stop);
    AbortSignal.prototype.throwIfAborted.call(stop.signal);
  };
  return Object.assign(stop.signal, { throwIfAborted });
}

describe('applyPlan', () => {
  it('writes, deletes, moves and sets executable bits, and the record with them', async () => {
    const { root, apply, text } = await updatable();
    await apply(samplePlan);
    for (const change of samplePlan.changes) {
      if (change.kind === 'write') {
        expect(await text(change.path)).toBe(Buffer.from(change.file.bytes).toString());
      }
    }
    const now = await look(root);
    expect(now['shared/dropped.ts']).toBeUndefined();
    expect(now['bin/gains.sh']).toMatch(/^755 /);
    expect(now['bin/loses.sh']).toMatch(/^644 /);
    expect(now['new/added.sh']).toMatch(/^755 /);
    expect(await text(manifestPath)).toBe(writeManifest(samplePlan.manifest));
    expect(await text(basePath)).toBe('base of 0.2.0\n');
  });

  it('removes folders that become empty, and no other', async () => {
    const { root, apply } = await updatable();
    await apply(samplePlan);
    const now = await look(root);
    expect(now['old']).toBeUndefined();
    expect(now['shared/own.ts']).toBeDefined();
  });

  it('keeps the permissions of a file it replaces; read-only file', async () => {
    const { root, apply } = await updatable();
    await apply(samplePlan);
    const now = await look(root);
    expect(now['src/private.ts']).toMatch(/^640 /);
    expect(now['src/read-only.ts']).toMatch(/^444 /);
  });

  it('exec bit added: only those who may read may execute', async () => {
    const { root, apply } = await updatable();
    await chmod(join(root, 'src/private.ts'), 0o640);
    await apply(planOf([{ kind: 'write', path: 'src/private.ts', file: file('1\n', true) }]));
    expect((await look(root))['src/private.ts']).toMatch(/^750 /);
  });

  it('touches nothing else', async () => {
    const { root, apply } = await updatable();
    const before = await look(root);
    await apply(samplePlan);
    const now = await look(root);
    const touched = new Set([
      ...samplePlan.changes.map(({ path }) => path),
      ...[basePath, manifestPath],
    ]);
    const others = Object.keys(before).filter((path) => !touched.has(path));
    for (const path of others.filter((one) => !/^(old|folder-to-file|file-to)/.test(one))) {
      expect(now[path]).toBe(before[path]);
    }
  });

  it('lets git refuse a commit while conflicts are open', async () => {
    const { root, apply } = await updatable();
    await apply(samplePlan);
    const stages = await git(root, 'ls-files', '--unmerged');
    expect(stages.split('\n').map((line) => line.replace(/^\d+ \w+ /, ''))).toEqual([
      '3\tnew/added.sh',
      '1\tsrc/[conflict].ts',
      '2\tsrc/[conflict].ts',
      '3\tsrc/[conflict].ts',
    ]);
    expect(await git(root, 'show', ':1:src/[conflict].ts')).toBe('base');
    expect(await git(root, 'show', ':3:src/[conflict].ts')).toBe('ours');
    await expect(git(root, 'commit', '--message', 'x')).rejects.toThrow(/unmerged/);
  });

  it('lets the owner commit once the conflicts are solved', async () => {
    const { root, apply } = await updatable();
    await apply(samplePlan);
    await git(root, 'add', '--all');
    await git(root, 'commit', '--quiet', '--message', 'Update');
    expect(await git(root, 'status', '--porcelain')).toBe('');
    expect(await git(root, 'ls-files')).not.toContain(undoFolder);
  });

  it('repository subfolder with dirty sibling: writes stages under the right path', async () => {
    const { root, top, apply } = await updatable({ folder: 'apps/a' });
    await writeFile(join(top, 'sibling.txt'), 'dirty\n');
    await apply(samplePlan);
    expect(await git(top, 'ls-files', '--unmerged')).toContain('apps/a/src/[conflict].ts');
    expect(await git(root, 'status', '--porcelain')).toContain('?? sibling.txt');
  });

  it('exec bit where the file system has none: goes into the index', async () => {
    const { root, apply } = await updatable();
    await git(root, 'config', 'core.fileMode', 'false');
    await apply(samplePlan);
    const stages = await git(root, 'ls-files', '--stage');
    expect(stages).toMatch(/100755 \w+ 0\tbin\/gains\.sh/);
    expect(stages).toMatch(/100644 \w+ 0\tbin\/loses\.sh/);
  });

  it('works outside git', async () => {
    const { apply, text } = await updatable({ git: false });
    await apply(samplePlan);
    expect(await text('src/changed.ts')).toBe('2\n');
  });

  it('does nothing at all when everything is there already', async () => {
    const { root, apply } = await updatable();
    await apply(planOf([]));
    await git(root, 'add', '--all');
    await git(root, 'commit', '--quiet', '--message', 'Update');
    await rm(join(root, undoFolder), { recursive: true });
    const before = await look(root);
    await apply(planOf([]));
    expect(await look(root)).toEqual(before);
  });

  it.each([
    ['edited', (root: string) => appendFile(join(root, 'src/changed.ts'), 'x')],
    ['deleted', (root: string) => rm(join(root, 'src/changed.ts'))],
    [
      'made',
      (root: string) =>
        mkdir(join(root, 'new')).then(() => writeFile(join(root, 'new/added.sh'), '')),
    ],
  ])('touches nothing when a file was %s since the plan was made', async (_how, change) => {
    const { root, seen, applySeen } = await updatable();
    const before = await seen(samplePlan);
    await change(root);
    const state = await look(root);
    const error = await thrown(() => applySeen(samplePlan, before));
    expect(error.code).toBe('CHANGED_MEANWHILE');
    expect(await look(root)).toEqual(state);
  });

  it('touches nothing when a folder in the way holds something of the owner', async () => {
    const { root, apply } = await updatable();
    await writeFile(join(root, 'folder-to-file/own.ts'), 'own\n');
    const before = await look(root);
    expect((await thrown(() => apply(samplePlan))).code).toBe('UNSAFE_PATH');
    expect(await look(root)).toEqual(before);
  });

  it('touches nothing when something lies where a file is written first', async () => {
    const { root, apply } = await updatable();
    const path = temporaryPath('src/changed.ts');
    await writeFile(join(root, path), 'mine\n');
    const before = await look(root);
    expect((await thrown(() => apply(samplePlan))).message).toContain(path);
    expect(await look(root)).toEqual(before);
  });

  it('touches nothing when two paths would differ only in case', async () => {
    const { root, apply } = await updatable();
    const before = await look(root);
    const twins = ['a.ts', 'A.ts'].map(
      (path) => ({ kind: 'write', path, file: file('') }) as const,
    );
    expect((await thrown(() => apply(planOf(twins)))).code).toBe('UNSAFE_PATH');
    expect(await look(root)).toEqual(before);
  });

  it('puts everything back whenever it is cancelled', async () => {
    const { root, apply } = await updatable();
    const [before, view] = [await look(root), await gitView(root)];
    const reason = new CreateError('CANCELLED', 'Cancelled.');
    let cancelled = 0;
    for (let done = false; !done; cancelled += 1) {
      let looks = 0;
      const signal = watched((stop) => {
        looks += 1;
        if (looks > cancelled) stop.abort(reason);
      });
      done = await apply(samplePlan, { ...world, signal }).then(
        () => true,
        (error) => error !== reason,
      );
      if (done) break;
      expect(await look(root)).toEqual(before);
      expect(await gitView(root)).toBe(view);
    }
    expect(cancelled).toBeGreaterThan(samplePlan.changes.length);
  });

  it('puts everything back when a file cannot be written', async () => {
    const { root, apply } = await updatable();
    const before = await look(root);
    const inTheWay = join(root, temporaryPath('src/read-only.ts'));
    const signal = watched(() => {
      if (existsSync(join(root, undoPath))) writeFileSync(inTheWay, '');
    });
    const error = await thrown(() => apply(samplePlan, { ...world, signal }));
    expect(error.code).toBe('WRITE_FAILED');
    expect(error.message).toContain('EEXIST');
    expect(await look(root)).toEqual(before);
  });

  it('says what is wrong when the index is locked, and puts everything back', async () => {
    const { root, apply } = await updatable();
    const before = await look(root);
    await writeFile(join(root, '.git/index.lock'), '');
    const error = await thrown(() => apply(samplePlan));
    expect(error.code).toBe('GIT_FAILED');
    expect(error.message).toContain('index.lock');
    expect(await look(root)).toEqual(before);
  });
});
