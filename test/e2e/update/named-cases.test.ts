// The cases that broke other tools, each under its name, with the built program on a real disk.
import { chmod, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../temporary-folder.js';
import {
  commit,
  committedProject,
  createWith,
  git,
  makeRelease,
  updateWith,
} from './small-release.js';

const lines = (word: string) =>
  Array.from({ length: 10 }, (_, index) => `${word} ${index}\n`).join('');
const before = {
  'src/a.ts': lines('a'),
  'src/b.ts': lines('b'),
  'src/c.ts': lines('c'),
  'src/ünï/ç.ts': 'Grüße, 世界 🌍\n',
  'run.sh': '#!/bin/sh\n',
};
const after = {
  ...before,
  'src/a.ts': `${lines('a')}new\n`,
  'src/b.ts': `new\n${lines('b')}`,
  'src/added.ts': 'added\n',
  'src/ünï/ç.ts': 'Grüße, 世界 🌍\n¡nuevo!\n',
};

let first: string;
let second: string;
beforeAll(async () => {
  first = await makeRelease({ files: before, executable: ['run.sh'] });
  second = await makeRelease({ version: '1.1.0', files: after, executable: ['run.sh'] });
});

const read = (root: string, path: string) => readFile(join(root, path), 'utf8');

async function write(root: string, path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

const there = (root: string, path: string) =>
  stat(join(root, path)).then(
    () => true,
    () => false,
  );

describe('update, case by case', () => {
  it('untouched project: everything new arrives, a second update does nothing', async () => {
    const root = await committedProject(first);
    expect(await updateWith(second, root)).toMatchObject({ exitCode: 0 });
    expect(await read(root, 'src/a.ts')).toBe(after['src/a.ts']);
    await commit(root, 'updated');
    const again = await updateWith(second, root);
    expect(again.stdout).toContain('up to date');
    expect(await git(root, 'status', '--porcelain')).toBe('');
  });

  it('deleted path stays deleted', async () => {
    const root = await committedProject(first);
    await rm(join(root, 'src/a.ts'));
    await commit(root, 'mine');
    const { stdout, exitCode } = await updateWith(second, root);
    expect([exitCode, await there(root, 'src/a.ts')]).toEqual([0, false]);
    expect(stdout).toMatch(/stay deleted.*\n\s+src\/a\.ts/);
  });

  it('skipped file deleted: a file that is the owner’s is not made again', async () => {
    const once = ['src/c.ts'];
    const root = await committedProject(await makeRelease({ files: before, once }));
    await rm(join(root, 'src/c.ts'));
    await commit(root, 'mine');
    const files = { ...after, 'src/c.ts': 'other\n' };
    const next = await makeRelease({ version: '1.1.0', files, once });
    expect((await updateWith(next, root)).exitCode).toBe(0);
    expect(await there(root, 'src/c.ts')).toBe(false);
  });

  it('template and project add the same file: markers, exit code 3, and git refuses to commit', async () => {
    const root = await committedProject(first);
    await write(root, 'src/added.ts', 'mine\n');
    await commit(root, 'mine');
    const { exitCode, stdout } = await updateWith(second, root);
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(/To solve.*\n\s+src\/added\.ts/);
    const text = '<<<<<<< yours\nmine\n=======\nadded\n>>>>>>> create-mcp-oauth-app 1.1.0\n';
    expect(await read(root, 'src/added.ts')).toBe(text);
    expect(await git(root, 'status', '--porcelain', 'src/added.ts')).toBe('AA src/added.ts');
    await expect(git(root, 'commit', '--message', 'no')).rejects.toThrow(/unmerged/);
    expect((await updateWith(second, root, '--abort')).exitCode).toBe(0);
    expect(await read(root, 'src/added.ts')).toBe('mine\n');
    expect(await git(root, 'status', '--porcelain')).toBe('');
  });

  it('file to folder: the owner’s edited file stays, the new text lies beside it', async () => {
    const root = await committedProject(first);
    await write(root, 'src/c.ts', `${lines('c')}mine\n`);
    await commit(root, 'mine');
    const { 'src/c.ts': _dropped, ...others } = before;
    const next = { version: '1.1.0', files: { ...others, 'src/c.ts/deep.ts': 'deep\n' } };
    const done = await updateWith(await makeRelease(next), root);
    expect(done).toMatchObject({ exitCode: 3 });
    expect(await read(root, 'src/c.ts')).toBe(`${lines('c')}mine\n`);
    expect(await read(root, 'src/c.ts.new/deep.ts')).toBe('deep\n');
  });

  it('unicode names and contents', async () => {
    const root = await committedProject(first);
    await write(root, 'src/ünï/ç.ts', `// Meins: ß\n${before['src/ünï/ç.ts']}`);
    await commit(root, 'mine');
    expect((await updateWith(second, root)).exitCode).toBe(0);
    expect(await read(root, 'src/ünï/ç.ts')).toBe(`// Meins: ß\n${after['src/ünï/ç.ts']}`);
  });

  it('ignored file: what git does not see is neither dirt nor touched', async () => {
    const root = await committedProject(first);
    await write(root, '.gitignore', 'node_modules/\n.env\nown/\n');
    await commit(root, 'mine');
    await write(root, 'own/secret.txt', 'mine\n');
    expect((await updateWith(second, root)).exitCode).toBe(0);
    expect(await read(root, 'own/secret.txt')).toBe('mine\n');
  });

  it('hooks and pre-commit present: none of them runs', async () => {
    const root = await committedProject(first);
    await write(root, 'src/a.ts', `mine\n${lines('a')}`);
    await commit(root, 'mine');
    const trap = join(await temporaryFolder(), 'trap');
    for (const name of ['pre-commit', 'post-checkout', 'post-index-change', 'fsmonitor']) {
      await write(root, `.git/hooks/${name}`, `#!/bin/sh\ntouch ${trap}-${name}\n`);
      await chmod(join(root, '.git/hooks', name), 0o755);
    }
    await git(root, 'config', 'core.fsmonitor', '.git/hooks/fsmonitor');
    await rm(join(dirname(trap), 'trap-fsmonitor'), { force: true });
    expect((await updateWith(second, root)).exitCode).toBe(0);
    for (const name of ['pre-commit', 'post-checkout', 'post-index-change', 'fsmonitor']) {
      expect([name, await there(dirname(trap), `trap-${name}`)]).toEqual([name, false]);
    }
  });

  it('separate git dir', async () => {
    const root = await createWith(first);
    const elsewhere = join(await temporaryFolder(), 'elsewhere.git');
    await git(root, 'init', '--quiet', `--separate-git-dir=${elsewhere}`);
    await commit(root, 'created');
    await write(root, 'src/added.ts', 'mine\n');
    await commit(root, 'mine');
    expect((await updateWith(second, root)).exitCode).toBe(3);
    expect(await git(root, 'status', '--porcelain', 'src/added.ts')).toBe('AA src/added.ts');
    expect((await updateWith(second, root, '--abort')).exitCode).toBe(0);
    expect(await git(root, 'status', '--porcelain')).toBe('');
  });

  it('submodule: one inside the project is left alone, and a project may be one', async () => {
    const library = await temporaryFolder();
    await git(library, 'init', '--quiet');
    await write(library, 'library.ts', lines('a'));
    await commit(library, 'library');
    const root = await committedProject(first);
    await git(root, 'submodule', '--quiet', 'add', library, 'vendor');
    await rm(join(root, 'src/a.ts'));
    await commit(root, 'mine');
    expect((await updateWith(second, root)).exitCode).toBe(0);
    expect(await read(root, 'vendor/library.ts')).toBe(lines('a'));

    const outer = await temporaryFolder();
    await git(outer, 'init', '--quiet');
    await git(outer, 'submodule', '--quiet', 'add', await committedProject(first), 'app');
    expect((await updateWith(second, join(outer, 'app'))).exitCode).toBe(0);
    expect(await read(outer, 'app/src/a.ts')).toBe(after['src/a.ts']);
  });

  it('repository subfolder with dirty sibling', async () => {
    const repository = await temporaryFolder();
    await git(repository, 'init', '--quiet');
    const root = await createWith(first, join(repository, 'apps/one'));
    await write(repository, 'sibling.txt', 'clean\n');
    await commit(repository, 'created');
    await write(repository, 'sibling.txt', 'dirty\n');
    expect((await updateWith(second, join(root, 'src'))).exitCode).toBe(0);
    expect(await read(root, 'src/a.ts')).toBe(after['src/a.ts']);
    expect(await read(repository, 'sibling.txt')).toBe('dirty\n');
  });

  it('dirty project: refused, and nothing is written', async () => {
    const root = await committedProject(first);
    await write(root, 'src/a.ts', 'dirty\n');
    const { exitCode, stderr } = await updateWith(second, root);
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/src\/a\.ts[\s\S]*git stash/)]);
    expect(await git(root, 'status', '--porcelain')).toBe(' M src/a.ts');
  });

  it('two projects in one repository: updating one never changes a byte of the other', async () => {
    const repository = await temporaryFolder();
    await git(repository, 'init', '--quiet');
    const one = await createWith(first, join(repository, 'one'));
    const other = await createWith(first, join(repository, 'other'));
    await rm(join(one, 'src/b.ts'));
    await rm(join(other, 'src/c.ts'));
    await commit(repository, 'created');
    const tree = (where: string) => git(repository, 'rev-parse', `HEAD:${where}`);
    const untouched = await tree('other');
    expect((await updateWith(second, one)).exitCode).toBe(0);
    expect(await git(repository, 'status', '--porcelain', '--ignored', 'other')).toBe(
      '!! other/.env',
    );
    await commit(repository, 'updated');
    expect(await tree('other')).toBe(untouched);
    expect(await there(other, 'src/c.ts')).toBe(false);
  });

  it('depth-1 clone, no network, no history', async () => {
    const origin = await committedProject(first);
    await write(origin, 'src/a.ts', `mine\n${lines('a')}`);
    await commit(origin, 'mine');
    const root = join(await temporaryFolder(), 'clone');
    await git(dirname(root), 'clone', '--quiet', '--depth=1', `file://${origin}`, root);
    expect(await git(root, 'rev-list', '--count', 'HEAD')).toBe('1');
    expect((await updateWith(second, root)).exitCode).toBe(0);
    expect(await read(root, 'src/a.ts')).toBe(`mine\n${lines('a')}new\n`);
  });

  it('no git: refused with an explanation; --no-git goes on, and --abort takes it back', async () => {
    const root = await createWith(first);
    await write(root, 'src/a.ts', `mine\n${lines('a')}`);
    const refused = await updateWith(second, root);
    expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringContaining('git init')]);
    expect((await updateWith(second, root, '--no-git')).exitCode).toBe(0);
    expect(await read(root, 'src/a.ts')).toBe(`mine\n${lines('a')}new\n`);
    expect((await updateWith(second, root, '--abort')).exitCode).toBe(0);
    expect(await read(root, 'src/a.ts')).toBe(`mine\n${lines('a')}`);
    expect(await there(root, 'src/added.ts')).toBe(false);
  });

  it('exec bit: ours arrives, the owner’s stays, also with a conflict', async () => {
    const root = await committedProject(first);
    await chmod(join(root, 'src/a.ts'), 0o755);
    await write(root, 'src/b.ts', `mine\n${lines('b')}`);
    await commit(root, 'mine');
    const executable = ['src/b.ts', 'src/c.ts'];
    const next = await makeRelease({ version: '1.1.0', files: after, executable });
    expect((await updateWith(next, root)).exitCode).toBe(3);
    const isProgram = async (path: string) => ((await stat(join(root, path))).mode & 0o100) > 0;
    const programs = await Promise.all(
      ['src/a.ts', 'src/b.ts', 'src/c.ts', 'run.sh'].map(isProgram),
    );
    expect(programs).toEqual([true, true, true, false]);
  });

  it('exec bit where the file system has none: git’s index tells and is told', async () => {
    const root = await committedProject(first);
    await git(root, 'config', 'core.fileMode', 'false');
    await chmod(join(root, 'run.sh'), 0o644);
    const files = { ...after, 'run.sh': '#!/bin/sh\ntrue\n' };
    const executable = ['run.sh', 'src/c.ts'];
    const next = await makeRelease({ version: '1.1.0', files, executable });
    expect((await updateWith(next, root)).exitCode).toBe(0);
    await git(root, 'add', '--all');
    const staged = await git(root, 'ls-files', '--stage', 'run.sh', 'src/c.ts', 'src/b.ts');
    expect(staged.split('\n').map((line) => line.slice(0, 6))).toEqual([
      '100755',
      '100644',
      '100755',
    ]);
  });

  it('CRLF tree: no conflict, and every line end comes back', async () => {
    const root = await committedProject(first);
    const crlf = (text: string) => text.replaceAll('\n', '\r\n');
    await write(root, 'src/a.ts', crlf(`mine\n${lines('a')}`));
    await write(root, 'src/b.ts', crlf(lines('b')));
    await commit(root, 'mine');
    expect((await updateWith(second, root)).exitCode).toBe(0);
    expect(await read(root, 'src/a.ts')).toBe(crlf(`mine\n${lines('a')}new\n`));
    expect(await read(root, 'src/b.ts')).toBe(crlf(after['src/b.ts']));
  });

  it('*.new ignored by git: the report names the file all the same', async () => {
    const root = await committedProject(first);
    await write(root, '.gitignore', 'node_modules/\n.env\n*.new\n*.rej\n');
    await writeFile(join(root, 'src/a.ts'), new Uint8Array([0, 1, 2, 255]));
    await commit(root, 'mine');
    const { exitCode, stdout } = await updateWith(second, root);
    expect([exitCode, stdout]).toEqual([3, expect.stringContaining('src/a.ts.new')]);
    expect(await read(root, 'src/a.ts.new')).toBe(after['src/a.ts']);
  });

  it('read-only file: updated, and still read-only', async () => {
    const root = await committedProject(first);
    await chmod(join(root, 'src/a.ts'), 0o444);
    expect((await updateWith(second, root)).exitCode).toBe(0);
    expect(await read(root, 'src/a.ts')).toBe(after['src/a.ts']);
    expect((await stat(join(root, 'src/a.ts'))).mode & 0o777).toBe(0o444);
  });

  it('link in place of a file or a folder: refused, and nothing is written', async () => {
    for (const path of ['src/a.ts', 'src']) {
      const root = await committedProject(first);
      const outside = await temporaryFolder();
      await write(outside, 'a.ts', lines('a'));
      await rm(join(root, path), { recursive: true });
      await symlink(path === 'src' ? outside : join(outside, 'a.ts'), join(root, path));
      await commit(root, 'mine');
      const { exitCode, stderr } = await updateWith(second, root);
      expect([exitCode, stderr]).toEqual([1, expect.stringContaining('link')]);
      expect(await read(outside, 'a.ts')).toBe(lines('a'));
      expect(await git(root, 'status', '--porcelain')).toBe('');
    }
  });
});
