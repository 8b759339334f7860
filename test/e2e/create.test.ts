// create without a terminal: the built program on real files.
import { lstat, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { textHash } from '../../src/tree/hash.js';
import { unpackBase } from '../../src/update/base.js';
import { basePath, manifestPath, readManifest } from '../../src/update/manifest.js';
import { temporaryFolder } from '../temporary-folder.js';
import { builtProgram, cleanEnvironment, runProgram, smallProgram, stubOnPath } from './program.js';

const quiet = ['--yes', '--no-install', '--no-git'];

/** Every file below a folder -> its bytes in hex. */
async function bytesOf(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const pairs = files.map(async (entry) => {
    const file = join(entry.parentPath, entry.name);
    return [relative(folder, file), (await readFile(file)).toString('hex')] as const;
  });
  return new Map((await Promise.all(pairs)).sort(([left], [right]) => (left < right ? -1 : 1)));
}

describe('create with the real templates', () => {
  it('writes the same bytes twice, apart from .env', async () => {
    const [first, second] = [await temporaryFolder(), await temporaryFolder()];
    for (const cwd of [first, second]) {
      const { exitCode } = await runProgram(builtProgram, ['create', 'demo', ...quiet], cwd);
      expect(exitCode).toBe(0);
      expect(await readdir(cwd)).toEqual(['demo']);
    }
    const [one, two] = [await bytesOf(join(first, 'demo')), await bytesOf(join(second, 'demo'))];
    expect(one.get('.env')).not.toBe(two.get('.env'));
    one.delete('.env');
    two.delete('.env');
    expect(one).toEqual(two);
  });

  it('records every file it wrote, and the base of those that will be merged', async () => {
    const cwd = await temporaryFolder();
    await runProgram(builtProgram, ['demo', ...quiet], cwd);
    const project = join(cwd, 'demo');
    const manifest = readManifest(await readFile(join(project, manifestPath), 'utf8'));
    const base = unpackBase(await readFile(join(project, basePath)), manifest.base.sha256);
    const outside = new Set(['.env', manifestPath, basePath]);
    const written = [...(await bytesOf(project)).keys()].filter((path) => !outside.has(path));
    expect(Object.keys(manifest.files).sort()).toEqual(written.sort());
    for (const [path, { sha256, owner }] of Object.entries(manifest.files)) {
      const text = await readFile(join(project, path), 'utf8');
      expect(textHash(text)).toBe(sha256);
      expect(base[path]?.text).toBe(owner === 'once' ? undefined : text);
    }
  });

  it('leaves .env out of git, readable by its owner only, and never prints the secret', async () => {
    const cwd = await temporaryFolder();
    const { stdout, stderr } = await runProgram(
      builtProgram,
      ['demo', '--yes', '--no-install'],
      cwd,
    );
    const env = await readFile(join(cwd, 'demo/.env'), 'utf8');
    const secret = /^SECRET_KEYS=([\w-]{43})$/m.exec(env)?.[1] ?? 'none';
    expect(stdout + stderr).not.toContain(secret);
    const tracked = await execa('git', ['ls-files'], {
      cwd: join(cwd, 'demo'),
      env: cleanEnvironment,
    });
    expect(tracked.stdout.split('\n')).toContain(basePath);
    expect(tracked.stdout.split('\n')).not.toContain('.env');
    if (process.platform !== 'win32') {
      expect((await stat(join(cwd, 'demo/.env'))).mode & 0o777).toBe(0o600);
    }
  });

  it('gives back the recorded files with render --answers', async () => {
    const cwd = await temporaryFolder();
    await runProgram(builtProgram, ['demo', ...quiet], cwd);
    const manifest = readManifest(await readFile(join(cwd, 'demo', manifestPath), 'utf8'));
    await writeFile(join(cwd, 'answers.json'), JSON.stringify(manifest.answers));
    const { stdout } = await runProgram(builtProgram, ['render', '--answers', 'answers.json'], cwd);
    const files = JSON.parse(stdout) as Record<
      string,
      { text: string; executable: boolean; owner: string }
    >;
    expect(Object.keys(files)).toEqual(Object.keys(manifest.files));
    for (const [path, { text, executable, owner }] of Object.entries(files)) {
      const { sha256: hash, ...rest } = manifest.files[path] ?? { sha256: '' };
      expect([path, textHash(text)]).toEqual([path, hash]);
      expect(rest).toMatchObject({ executable, owner });
    }
  });

  it('shows the files of a dry run and writes nothing', async () => {
    const cwd = await temporaryFolder();
    const dry = await runProgram(builtProgram, ['demo', ...quiet, '--dry-run'], cwd);
    expect(dry.exitCode).toBe(0);
    expect(await readdir(cwd)).toEqual([]);
    await runProgram(builtProgram, ['demo', ...quiet], cwd);
    const listed = dry.stdout.split('\n');
    for (const path of (await bytesOf(join(cwd, 'demo'))).keys()) expect(listed).toContain(path);
  });
});

describe('create refuses', () => {
  it('to guess without a terminal: exit code 2, naming every missing flag', async () => {
    const cwd = await temporaryFolder();
    const { exitCode, stderr, stdout } = await runProgram(builtProgram, [], cwd);
    expect(exitCode).toBe(2);
    for (const flag of ['--name', '--framework', '--storage', '--upstream', '--scopes']) {
      expect(stderr).toContain(flag);
    }
    expect(stderr).toContain('--package-manager');
    expect(stderr).toContain('--yes');
    expect(stdout).toBe('');
    expect(await readdir(cwd)).toEqual([]);
  });

  it('a directory that is not empty, and leaves it untouched', async () => {
    const cwd = await temporaryFolder();
    await mkdir(join(cwd, 'demo'));
    await writeFile(join(cwd, 'demo/mine'), 'mine');
    const before = await lstat(join(cwd, 'demo'));
    const { exitCode, stderr } = await runProgram(builtProgram, ['demo', '--yes'], cwd);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('not empty');
    expect(await readdir(cwd)).toEqual(['demo']);
    expect(await bytesOf(join(cwd, 'demo'))).toEqual(
      new Map([['mine', Buffer.from('mine').toString('hex')]]),
    );
    expect((await lstat(join(cwd, 'demo'))).mtimeMs).toBe(before.mtimeMs);
  });

  it.each([
    [['demo', '--yes', '--framework', 'django'], 'does not know "django"'],
    [['demo', '--yes', '--scopes', 'openid=Sign in'], 'fixed meaning'],
    [['demo', '--yes', '--name', 'Bad Name'], 'not a package name'],
    [['demo', '--yse'], 'Did you mean --yes?'],
  ])('%j with exit code 2 and writes nothing', async (args, words) => {
    const cwd = await temporaryFolder();
    const { exitCode, stderr } = await runProgram(builtProgram, args, cwd);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(words);
    expect(await readdir(cwd)).toEqual([]);
  });
});

describe('create with a package manager', () => {
  it('puts the project in place when the installation fails, and says how to finish', async () => {
    const cwd = await temporaryFolder();
    const cli = await smallProgram(await temporaryFolder());
    const env = await stubOnPath('npm', 'echo "npm error network is down" >&2; exit 1');
    const { exitCode, stdout, stderr } = await runProgram(cli, ['demo', '--yes'], cwd, env);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('network is down');
    expect(stderr).toContain('npm install');
    expect(await readdir(cwd)).toEqual(['demo']);
    expect(await readdir(join(cwd, 'demo'))).toContain('.git');
  });

  it('does the same when the package manager does not exist', async () => {
    const cwd = await temporaryFolder();
    const cli = await smallProgram(await temporaryFolder());
    const empty = await temporaryFolder();
    const args = ['demo', '--yes', '--package-manager', 'bun'];
    const { exitCode, stdout } = await runProgram(cli, args, cwd, { PATH: empty });
    expect(exitCode).toBe(1);
    expect(stdout).toContain('bun is not on this machine');
    expect(stdout).toContain('git is not on this machine');
    expect(await readdir(cwd)).toEqual(['demo']);
  });

  it('commits what the installation leaves, such as a lock file', async () => {
    const cwd = await temporaryFolder();
    const cli = await smallProgram(await temporaryFolder());
    const env = await stubOnPath(
      'npm',
      'echo {} > package-lock.json; mkdir node_modules; echo > node_modules/a',
    );
    expect((await runProgram(cli, ['demo', '--yes'], cwd, env)).exitCode).toBe(0);
    const tracked = await execa('git', ['ls-files'], { cwd: join(cwd, 'demo') });
    expect(tracked.stdout.split('\n')).toContain('package-lock.json');
    expect(tracked.stdout).not.toContain('node_modules');
  });

  it('works in the empty directory one stands in', async () => {
    const cwd = join(await temporaryFolder(), 'My Server');
    await mkdir(cwd);
    const cli = await smallProgram(await temporaryFolder());
    expect((await runProgram(cli, ['.', ...quiet], cwd)).exitCode).toBe(0);
    expect(JSON.parse(await readFile(join(cwd, 'package.json'), 'utf8')).name).toBe('my-server');
    expect((await readdir(cwd)).filter((entry) => entry.endsWith('.partial'))).toEqual([]);
  });
});
