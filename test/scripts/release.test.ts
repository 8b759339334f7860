// npm run release, in a repository of its own.
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { beforeEach, expect, it } from 'vitest';
import { cleanEnvironment } from '../e2e/program.js';
import { temporaryFolder } from '../temporary-folder.js';

const repository = join(import.meta.dirname, '../..');
const identity = { GIT_AUTHOR_NAME: 'Ada', GIT_AUTHOR_EMAIL: 'ada@example.org' };
const env = {
  ...cleanEnvironment,
  ...identity,
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
};

let home = '';
const git = async (...args: string[]) => (await execa('git', args, { cwd: home, env })).stdout;
const release = () =>
  execa(process.execPath, ['scripts/release.js'], {
    cwd: home,
    env,
    extendEnv: false,
    reject: false,
  });
const read = async (path: string) => readFile(join(home, path), 'utf8');

/** Of this one: what a release touches. The layers are frozen elsewhere. */
beforeEach(async () => {
  home = await temporaryFolder();
  for (const path of ['scripts', '.changeset', 'biome.json', 'package-lock.json']) {
    await cp(join(repository, path), join(home, path), { recursive: true });
  }
  const packageJson = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8'));
  const scripts = { freeze: 'node --eval 0' };
  await writeFile(
    join(home, 'package.json'),
    JSON.stringify({ ...packageJson, version: '1.2.3', scripts }),
  );
  await mkdir(join(home, 'templates'));
  const releases = [{ version: '1.2.3', security: [], steps: [] }];
  await writeFile(join(home, 'templates/releases.json'), JSON.stringify(releases));
  await writeFile(join(home, 'CHANGELOG.md'), '# Change log\n\n## 1.2.3\n\n- First.\n');
  await writeFile(join(home, '.gitignore'), 'node_modules\n');
  await symlink(join(repository, 'node_modules'), join(home, 'node_modules'), 'junction');
  await git('init', '--quiet', '--initial-branch=main');
  await git('add', '--all');
  await git('commit', '--quiet', '-m', 'Begin');
});

async function change(): Promise<void> {
  const text = '---\n"create-mcp-oauth-app": minor\n---\n\nKnows one more client.\n';
  await writeFile(join(home, '.changeset/one-more.md'), text);
  await git('add', '--all');
  await git('commit', '--quiet', '-m', 'Know one more client');
}

it('turns what has changed into a version, a line of the change log, a commit and a tag', async () => {
  await change();
  const { exitCode, stdout, stderr } = await release();
  expect(`${exitCode}${stderr}`).toMatch(/^0/);
  expect(stdout).toContain('git push --follow-tags');
  expect(JSON.parse(await read('package.json')).version).toBe('1.3.0');
  expect(JSON.parse(await read('package-lock.json')).version).toBe('1.3.0');
  const log = await read('CHANGELOG.md');
  expect(log).toMatch(/^# Change log\n\n## 1\.3\.0\n.*Knows one more client\..*## 1\.2\.3\n/s);
  const versions = JSON.parse(await read('templates/releases.json')) as { version: string }[];
  expect(versions.map(({ version }) => version)).toEqual(['1.2.3', '1.3.0']);
  expect(await git('status', '--porcelain')).toBe('');
  expect(await git('describe', '--exact-match')).toBe('v1.3.0');
  expect(await git('ls-files', '.changeset')).not.toContain('one-more.md');
});

it('releases nothing when nothing has changed', async () => {
  const { exitCode, stderr } = await release();
  expect(exitCode).toBe(1);
  expect(stderr).toContain('No changeset is waiting');
  expect(await git('tag')).toBe('');
});

it.each([
  ['on another branch', ['switch', '--quiet', '--create', 'other'], 'Releases are made on main.'],
  ['over changes of somebody', ['rm', '--quiet', 'biome.json'], 'not committed'],
])('releases nothing %s', async (_where, args, words) => {
  await change();
  await git(...args);
  const { exitCode, stderr } = await release();
  expect(exitCode).toBe(1);
  expect(stderr).toContain(words);
  expect(JSON.parse(await read('package.json')).version).toBe('1.2.3');
});
