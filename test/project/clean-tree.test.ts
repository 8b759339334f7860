// An update starts only where its changes can be told from those of the owner.
import { appendFile, chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { requireClean } from '../../src/project/clean-tree.js';
import { undoFolder } from '../../src/update/undo.js';
import { temporaryFolder } from '../temporary-folder.js';
import { thrown } from '../thrown.js';
import {
  commitAll,
  environment,
  git,
  never,
  world,
  writeProject,
} from '../update/sample-project.js';

async function committed(folder = '.') {
  const top = await temporaryFolder();
  const root = join(top, folder);
  await mkdir(root, { recursive: true });
  await writeProject(root);
  const head = await commitAll(top);
  return { top, root, head };
}

const clean = (root: string, options: { git?: boolean } = {}) => requireClean(root, options, world);
const refusal = (root: string, options: { git?: boolean } = {}) =>
  thrown(() => clean(root, options));

describe('requireClean', () => {
  it('gives the commit and the top folder of a clean project', async () => {
    const { root, head } = await committed();
    expect(await clean(root)).toEqual({ head, gitRoot: root });
  });

  it.each([
    ['changed', (root: string) => appendFile(join(root, 'src/own.ts'), 'x'), 'src/own.ts'],
    ['new', (root: string) => writeFile(join(root, 'ü new.ts'), ''), 'ü new.ts'],
    ['deleted', (root: string) => rm(join(root, 'src/own.ts')), 'src/own.ts'],
    ['executable', (root: string) => chmod(join(root, 'src/own.ts'), 0o755), 'src/own.ts'],
    [
      'staged',
      (root: string) => git(root, 'rm', '--quiet', '--cached', 'src/own.ts'),
      'src/own.ts',
    ],
  ])('refuses a file that is %s, and names it', async (_how, change, path) => {
    const { root } = await committed();
    await change(root);
    for (const options of [{}, { git: false }]) {
      const error = await refusal(root, options);
      expect(error.code).toBe('TREE_NOT_CLEAN');
      expect(error.message).toContain(path);
      expect(error.hint).toMatch(/Commit .* git stash/);
    }
  });

  it('names ten paths and counts the others', async () => {
    const { root } = await committed();
    for (let index = 10; index < 23; index += 1) await writeFile(join(root, `${index}.ts`), '');
    const { message } = await refusal(root);
    expect(message).toContain('19.ts and 3 more');
    expect(message).not.toContain('20.ts');
  });

  it('does not count ignored files, nor the folder of the undo', async () => {
    const { root } = await committed();
    await mkdir(join(root, undoFolder));
    await writeFile(join(root, undoFolder, '.gitignore'), '*\n');
    await writeFile(join(root, undoFolder, 'undo.br'), 'x');
    await expect(clean(root)).resolves.toBeDefined();
  });

  it('repository subfolder with dirty sibling: only the project has to be clean', async () => {
    const { top, root, head } = await committed('apps/a');
    await writeFile(join(top, 'sibling.ts'), '');
    await mkdir(join(top, 'apps/b'));
    await writeFile(join(top, 'apps/b/new.ts'), '');
    expect(await clean(root)).toEqual({ head, gitRoot: top });
    await writeFile(join(root, 'new.ts'), '');
    expect((await refusal(root)).message).toMatch(/: new\.ts\.$/);
  });

  it('separate git dir: is a repository like any other', async () => {
    const { root, head } = await committed();
    const elsewhere = join(await temporaryFolder(), 'git');
    await rename(join(root, '.git'), elsewhere);
    await writeFile(join(root, '.git'), `gitdir: ${elsewhere}\n`);
    expect(await clean(root)).toEqual({ head, gitRoot: root });
  });

  it('worktree: is a repository like any other', async () => {
    const { root, head } = await committed();
    const other = join(await temporaryFolder(), 'tree');
    await git(root, 'worktree', 'add', '--quiet', other);
    expect(await clean(other)).toEqual({ head, gitRoot: other });
  });

  it('depth-1 clone: is a repository like any other', async () => {
    const { root, head } = await committed();
    const clone = join(await temporaryFolder(), 'clone');
    await git(root, 'clone', '--quiet', '--depth=1', `file://${root}`, clone);
    expect(await clean(clone)).toEqual({ head, gitRoot: clone });
  });

  it('hooks and pre-commit present: nothing of the repository is run', async () => {
    const { root } = await committed();
    const marker = join(root, '.git/ran');
    const hook = join(root, '.git/hook');
    await writeFile(hook, `#!/bin/sh\ntouch ${marker}\n`);
    await chmod(hook, 0o755);
    await mkdir(join(root, '.git/hooks'), { recursive: true });
    for (const name of ['pre-commit', 'post-index-change']) {
      await writeFile(join(root, '.git/hooks', name), `#!/bin/sh\ntouch ${marker}\n`);
      await chmod(join(root, '.git/hooks', name), 0o755);
    }
    await git(root, 'config', 'core.fsmonitor', hook);
    await clean(root);
    await expect(rm(marker)).rejects.toThrow('ENOENT');
  });

  it('submodule: its own changes are its own', async () => {
    const { root } = await committed();
    await mkdir(join(root, 'sub'));
    await writeFile(join(root, 'sub/a.ts'), '');
    await commitAll(join(root, 'sub'));
    await git(root, 'add', 'sub');
    await git(root, 'commit', '--quiet', '--message', 'Add');
    await writeFile(join(root, 'sub/a.ts'), 'dirty\n');
    await expect(clean(root)).resolves.toBeDefined();
  });

  it('refuses before the first commit, and says to make it', async () => {
    const root = await temporaryFolder();
    await writeProject(root);
    await git(root, 'init', '--quiet');
    const error = await refusal(root);
    expect(error.code).toBe('TREE_NOT_CLEAN');
    expect(error.hint).toContain('first commit');
  });

  it('refuses while conflicts are open, and says so', async () => {
    const { root } = await committed();
    for (const branch of ['left', 'right']) {
      await git(root, 'checkout', '--quiet', '-b', branch, 'main');
      await writeFile(join(root, 'src/own.ts'), `${branch}\n`);
      await git(root, 'commit', '--quiet', '--all', '--message', branch);
    }
    await expect(git(root, 'merge', '--quiet', 'left')).rejects.toThrow();
    const error = await refusal(root);
    expect(error.message).toBe('Some conflicts are not solved yet: src/own.ts.');
  });

  it('refuses outside git unless told to go on', async () => {
    const root = await temporaryFolder();
    await writeProject(root);
    const error = await refusal(root);
    expect(error.code).toBe('NO_REPOSITORY');
    expect(error.hint).toMatch(/git init .*--no-git/);
    expect(await clean(root, { git: false })).toEqual({});
  });

  it('takes a folder that the repository around it ignores for one outside git', async () => {
    const { top } = await committed();
    await appendFile(join(top, '.gitignore'), 'scratch/\n');
    await git(top, 'commit', '--quiet', '--all', '--message', 'Ignore');
    await mkdir(join(top, 'scratch'));
    await writeProject(join(top, 'scratch'));
    expect((await refusal(join(top, 'scratch'))).code).toBe('NO_REPOSITORY');
    expect(await clean(join(top, 'scratch'), { git: false })).toEqual({});
  });

  it('no git: asks for it even where it was not to be used', async () => {
    const { root } = await committed();
    const env = { ...environment, PATH: root };
    const error = await thrown(() => requireClean(root, { git: false }, { env, signal: never }));
    expect(error.code).toBe('GIT_MISSING');
  });

  it('passes on what git says about a repository it cannot use', async () => {
    const { root } = await committed();
    await rm(join(root, '.git'), { recursive: true });
    await writeFile(join(root, '.git'), 'nonsense\n');
    const error = await refusal(root);
    expect(error.code).toBe('GIT_FAILED');
    expect(error.message).toContain('.git');
  });
});
