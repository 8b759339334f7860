// Which files of a project an update sees.
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { executablesInIndex } from '../../src/project/planned-index.js';
import { listOwnFiles, readProjectFiles } from '../../src/project/project-files.js';
import { temporaryFolder } from '../temporary-folder.js';
import { thrown } from '../thrown.js';
import { commitAll, git, world } from '../update/sample-project.js';

async function folderWith(files: Readonly<Record<string, string | Buffer>>) {
  const root = await temporaryFolder();
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return root;
}

describe('readProjectFiles', () => {
  it('gives bytes and the executable bit of those that are there', async () => {
    const root = await folderWith({ 'bin/a': '\0binary\n', 'src/ü.ts': 'text\n' });
    await chmod(join(root, 'bin/a'), 0o755);
    const { files, blocked } = await readProjectFiles(root, ['bin/a', 'src/ü.ts', 'gone', 'x/y']);
    expect([...files]).toEqual([
      ['bin/a', { bytes: Buffer.from('\0binary\n'), executable: true }],
      ['src/ü.ts', { bytes: Buffer.from('text\n'), executable: false }],
    ]);
    expect(blocked.size).toBe(0);
  });

  it('tells what is in the way of a file', async () => {
    const root = await folderWith({ 'folder/a': '', file: '' });
    const { files, blocked } = await readProjectFiles(root, ['folder', 'file/deep/a', 'file']);
    expect([...blocked]).toEqual([
      ['folder', 'folder'],
      ['file/deep/a', 'parent-is-file'],
    ]);
    expect([...files.keys()]).toEqual(['file']);
  });

  it.each([
    ['a link', 'link.ts'],
    ['a link to nothing', 'dangling'],
    ['a link as parent', 'linked/a.ts'],
    ['a submodule as parent', 'sub/a.ts'],
    ['a submodule further up', 'sub/deep/a.ts'],
    ['a pipe', 'pipe'],
  ])('refuses %s', async (_what, path) => {
    const root = await folderWith({
      'a.ts': '',
      'src/a.ts': '',
      'sub/.git': 'gitdir: x',
      'sub/deep/a.ts': '',
    });
    await symlink('a.ts', join(root, 'link.ts'));
    await symlink('nothing', join(root, 'dangling'));
    await symlink('src', join(root, 'linked'));
    execFileSync('mkfifo', [join(root, 'pipe')]);
    expect((await thrown(() => readProjectFiles(root, [path]))).code).toBe('UNSAFE_PATH');
  });

  it('takes the executable bit from the index where the file system has none', async () => {
    const root = await folderWith({ 'bin/a': '', 'bin/b': '' });
    await commitAll(root);
    await git(root, 'update-index', '--chmod=+x', 'bin/a');
    expect(await executablesInIndex(root, ['bin/a', 'bin/b'], world)).toBeUndefined();
    await git(root, 'config', 'core.fileMode', 'false');
    const executables = await executablesInIndex(root, ['bin/a', 'bin/b'], world);
    const { files } = await readProjectFiles(root, ['bin/a', 'bin/b'], executables);
    expect([...files.values()].map(({ executable }) => executable)).toEqual([true, false]);
  });
});

describe('listOwnFiles', () => {
  const files = {
    '.gitignore': 'ignored*\n',
    'a.ts': '',
    'src/ü b.ts': '',
    'ignored.ts': '',
    'small.bin': Buffer.alloc(2 ** 20 - 1),
    'large.bin': Buffer.alloc(2 ** 20),
  };
  const own = ['.gitignore', 'a.ts', 'small.bin', 'src/ü b.ts'];

  it('ignored file: lists what git does not ignore, committed or not, below 1 MB', async () => {
    const root = await folderWith(files);
    await commitAll(root);
    await writeFile(join(root, 'new.ts'), '');
    await rm(join(root, 'a.ts'));
    expect(await listOwnFiles(root, world)).toEqual([
      ...own.filter((path) => path !== 'a.ts' && path < 'new.ts'),
      'new.ts',
      ...own.filter((path) => path > 'new.ts'),
    ]);
  });

  it('submodule: skips it, and links', async () => {
    const root = await folderWith({ 'a.ts': '', 'sub/b.ts': '' });
    await commitAll(join(root, 'sub'));
    await git(root, 'init', '--quiet');
    await git(root, 'add', '--all');
    await symlink('sub', join(root, 'link'));
    await mkdir(join(root, 'nested'));
    await git(join(root, 'nested'), 'init', '--quiet');
    await writeFile(join(root, 'nested/c.ts'), '');
    expect(await listOwnFiles(root, world)).toEqual(['a.ts']);
    await rm(join(root, '.git'), { recursive: true });
    expect(await listOwnFiles(root, world)).toEqual(['a.ts']);
  });

  it('outside git: leaves out what is not written by hand', async () => {
    const root = await folderWith({
      ...files,
      'node_modules/x/index.js': '',
      'dist/a.js': '',
      'data/a': '',
    });
    expect(await listOwnFiles(root, world)).toEqual([
      ...own.slice(0, 2),
      'ignored.ts',
      ...own.slice(2),
    ]);
  });

  it('walks where the repository around the project ignores it', async () => {
    const top = await folderWith({ '.gitignore': 'scratch/\n', 'scratch/a.ts': '' });
    await commitAll(top);
    expect(await listOwnFiles(join(top, 'scratch'), world)).toEqual(['a.ts']);
  });

  it('lists only what is below the project in a larger repository', async () => {
    const top = await folderWith({ 'apps/a/a.ts': '', 'apps/b/b.ts': '' });
    await commitAll(top);
    expect(await listOwnFiles(join(top, 'apps/a'), world)).toEqual(['a.ts']);
  });
});
