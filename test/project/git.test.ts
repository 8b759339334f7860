// The first commit, with real git and set-ups that get in the way.
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { childEnvironment } from '../../src/project/environment.js';
import { firstCommit } from '../../src/project/git.js';
import { temporaryFolder } from '../temporary-folder.js';

const never = new AbortController().signal;

/** A machine with this global git configuration, and a project with two files. */
async function machine(config: string) {
  const home = await temporaryFolder();
  const folder = join(home, 'place/project');
  await mkdir(folder, { recursive: true });
  await writeFile(join(home, '.gitconfig'), config);
  await writeFile(join(folder, '.gitignore'), '.env\n');
  await writeFile(join(folder, '.env'), 'SECRET_KEYS=x\n');
  await writeFile(join(folder, 'base.br'), 'x\n');
  const inherited = Object.entries(childEnvironment(process.env)).filter(
    ([name]) => !name.startsWith('GIT_'),
  );
  const env = {
    ...Object.fromEntries(inherited),
    HOME: home,
    XDG_CONFIG_HOME: home,
    GIT_CONFIG_NOSYSTEM: '1',
  };
  const git = async (...args: string[]) =>
    (await execa('git', args, { cwd: folder, env, extendEnv: false })).stdout;
  const surroundings = join(home, 'place');
  const commit = (extra: NodeJS.ProcessEnv = {}) =>
    firstCommit(folder, surroundings, 'Create demo', { env: { ...env, ...extra }, signal: never });
  return { home, folder, surroundings, env, git, commit };
}

const ada = '[user]\nname = Ada\nemail = ada@example.org\n';

describe('firstCommit', () => {
  it("commits everything but .env in the user's name, on main", async () => {
    const { git, commit } = await machine(ada);
    expect(await commit()).toEqual({ kind: 'committed', fallbackIdentity: false });
    expect(await git('ls-files')).toBe('.gitignore\nbase.br');
    expect(await git('log', '--format=%an <%ae> %s')).toBe('Ada <ada@example.org> Create demo');
    expect(await git('branch', '--show-current')).toBe('main');
    expect(await git('status', '--short')).toBe('');
  });

  it('uses a stand-in only where nobody configured an identity', async () => {
    const { git, commit } = await machine('');
    expect(await commit()).toEqual({ kind: 'committed', fallbackIdentity: true });
    expect(await git('log', '--format=%an %ae')).toBe(
      'create-mcp-oauth-app create-mcp-oauth-app@localhost',
    );
    await expect(git('config', 'user.name')).rejects.toThrow();
  });

  it('keeps a configured name when only the email is missing', async () => {
    const { git, commit } = await machine('[user]\nname = Ada\n');
    expect(await commit()).toMatchObject({ fallbackIdentity: true });
    expect(await git('log', '--format=%an')).toBe('Ada');
  });

  it('takes an identity from variables', async () => {
    const { git, commit } = await machine('');
    const names = { GIT_AUTHOR_NAME: 'Eve', GIT_COMMITTER_NAME: 'Eve' };
    const mails = { GIT_AUTHOR_EMAIL: 'eve@example.org', GIT_COMMITTER_EMAIL: 'eve@example.org' };
    expect(await commit({ ...names, ...mails })).toMatchObject({ fallbackIdentity: false });
    expect(await git('log', '--format=%an')).toBe('Eve');
  });

  it('follows the configured name of the first branch', async () => {
    const { git, commit } = await machine(`${ada}[init]\ndefaultBranch = trunk\n`);
    await commit();
    expect(await git('branch', '--show-current')).toBe('trunk');
  });

  it('is not stopped by hooks, signing, templates or a global ignore file', async () => {
    const { home, git, commit } = await machine(
      `${ada}[commit]\ngpgSign = true\n[gpg]\nprogram = /bin/false\n[core]\nhooksPath = ~/hooks\nexcludesFile = ~/ignored\n[init]\ntemplateDir = ~/template\n`,
    );
    for (const folder of ['hooks', 'template/hooks']) {
      await mkdir(join(home, folder), { recursive: true });
      await writeFile(join(home, folder, 'pre-commit'), '#!/bin/sh\nexit 1\n');
      await chmod(join(home, folder, 'pre-commit'), 0o755);
    }
    await writeFile(join(home, 'ignored'), '*.br\n');
    expect(await commit()).toMatchObject({ kind: 'committed' });
    expect(await git('ls-files')).toContain('base.br');
  });

  it('makes no repository inside another one', async () => {
    const { surroundings, folder, env, commit } = await machine(ada);
    await execa('git', ['init', '--quiet'], { cwd: surroundings, env, extendEnv: false });
    expect(await commit()).toEqual({ kind: 'inside-repository', root: surroundings });
    const top = await execa('git', ['rev-parse', '--show-toplevel'], {
      cwd: folder,
      env,
      extendEnv: false,
    });
    expect(top.stdout).toBe(surroundings);
  });

  it('says so when there is no git', async () => {
    const { home, commit } = await machine(ada);
    expect(await commit({ PATH: home })).toEqual({ kind: 'no-git' });
  });

  it('reports what git said when it fails', async () => {
    const { folder, commit } = await machine(ada);
    await writeFile(join(folder, '.git'), 'nonsense\n');
    expect(await commit()).toMatchObject({ kind: 'failed', output: expect.stringMatching(/\S/) });
  });
});
