// create for other programs: answers from flags, files and pipes; results as JSON.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, it } from 'vitest';
import { shellWord } from '../../src/ui/shell-word.js';
import { sampleAnswers } from '../answers/sample-answers.js';
import { temporaryFolder } from '../temporary-folder.js';
import { builtProgram, runProgram, smallProgram, stubOnPath } from './program.js';

const flags = ['--yes', '--no-install', '--no-git'];

let cli = '';
beforeAll(async () => {
  cli = await smallProgram(await temporaryFolder());
});

/** The one document on standard output. */
const documentOf = ({ stdout }: { stdout: string }) => JSON.parse(stdout);

describe('create --json', () => {
  it('prints one document to standard output, and words to standard error', async () => {
    const cwd = await temporaryFolder();
    const args = ['demo', '--yes', '--no-install', '--json'];
    const run = await runProgram(cli, args, cwd);
    expect(run.exitCode).toBe(0);
    expect(documentOf(run)).toMatchObject({
      written: true,
      directory: join(cwd, 'demo'),
      answers: sampleAnswers(),
      installed: null,
      git: 'committed',
      repeat: expect.stringContaining('npm create mcp-oauth-app@0.0.0 demo'),
    });
    expect(run.stderr).toContain('demo is ready.');
    const written = await readdir(join(cwd, 'demo'), { recursive: true, withFileTypes: true });
    const files = written.filter((entry) => entry.isFile() && !entry.parentPath.includes('.git'));
    expect(documentOf(run).files).toHaveLength(files.length);
  });

  it('lists the files of a dry run, and writes none', async () => {
    const cwd = await temporaryFolder();
    const run = await runProgram(builtProgram, ['demo', ...flags, '--dry-run', '--json'], cwd);
    expect(documentOf(run)).toMatchObject({ written: false, installed: null, git: null });
    expect(documentOf(run).files).toContain('.env');
    expect(await readdir(cwd)).toEqual([]);
  });

  it('holds no secret', async () => {
    const cwd = await temporaryFolder();
    const { stdout, stderr } = await runProgram(builtProgram, ['demo', ...flags, '--json'], cwd);
    const env = await readFile(join(cwd, 'demo/.env'), 'utf8');
    const secret = /^SECRET_KEYS=([\w-]{43})$/m.exec(env)?.[1] ?? 'none';
    expect(stdout + stderr).not.toContain(secret);
  });

  it.each([
    [['--colour'], 2, 'USAGE'],
    [[], 2, 'MISSING_ANSWERS'],
    [['demo', '--yes', '--storage', 'mongo'], 2, 'INVALID_ANSWER'],
    [['.', '--yes'], 1, 'TARGET_NOT_EMPTY'],
    [['janitor', 'x'], 2, 'USAGE'],
  ])('tells the failure of %j with exit code %d', async (args, exitCode, code) => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'mine'), '');
    const run = await runProgram(cli, [...args, '--json'], cwd);
    expect(run.exitCode).toBe(exitCode);
    const { error } = documentOf(run);
    expect(error).toMatchObject({ code });
    expect(run.stderr).toContain(error.message);
    expect(run.stderr).toContain(error.hint);
  });

  it('tells what nobody foresaw in the same form', async () => {
    const cwd = await temporaryFolder();
    const words = [process.execPath, cli, 'demo', ...flags, '--json'].map((word) =>
      shellWord(word),
    );
    const script = `rmdir "$PWD"; exec ${words.join(' ')}`;
    const run = await execa('sh', ['-c', script], { cwd, reject: false });
    expect(run.exitCode).toBe(1);
    expect(documentOf(run).error).toMatchObject({ code: 'UNFORESEEN' });
    expect(documentOf(run).error.message).toContain('uv_cwd');
  });

  it('tells that the installation failed, and that the project is in place', async () => {
    const cwd = await temporaryFolder();
    const env = await stubOnPath('npm', 'exit 1');
    const run = await runProgram(cli, ['demo', '--yes', '--no-git', '--json'], cwd, env);
    expect(run.exitCode).toBe(1);
    expect(documentOf(run).error).toMatchObject({ code: 'INSTALL_FAILED' });
    expect(await readdir(cwd)).toEqual(['demo']);
  });
});

describe('create --config', () => {
  const answers = { name: '@acme/notes', scopes: [{ name: 'a', description: 'Read' }], git: false };
  const given = ['--yes', '--no-install', '--json'];

  it('takes answers from a file, and flags before it', async () => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'answers.json'), JSON.stringify(answers));
    const args = ['--config', 'answers.json', '--scopes', 'b=Write', ...given];
    const result = documentOf(await runProgram(cli, args, cwd));
    expect(result).toMatchObject({ directory: join(cwd, 'notes'), git: null });
    expect(result.answers).toMatchObject({ name: '@acme/notes', scopes: [{ name: 'b' }] });
  });

  it('takes answers from standard input', async () => {
    const cwd = await temporaryFolder();
    const args = ['elsewhere', '--config', '-', ...given];
    const run = await runProgram(cli, args, cwd, {}, JSON.stringify(answers));
    expect(documentOf(run)).toMatchObject({ directory: join(cwd, 'elsewhere') });
    expect(documentOf(run).answers.name).toBe('@acme/notes');
  });

  it('needs no more where the file answers everything', async () => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'answers.json'), JSON.stringify(sampleAnswers()));
    const args = ['--config', 'answers.json', '--no-install', '--no-git'];
    expect((await runProgram(cli, args, cwd)).exitCode).toBe(0);
    expect(await readdir(cwd)).toEqual(['answers.json', 'demo']);
  });

  it.each([
    ['an unknown key', '{ "storrage": "redis" }', 'Did you mean "storage"?'],
    ['what is not JSON', '{ storage', 'is not JSON'],
    ['a provider for nobody', '{ "upstream": "none", "provider": "okta" }', '--upstream oidc'],
  ])('refuses %s', async (_case, text, words) => {
    const cwd = await temporaryFolder();
    const run = await runProgram(cli, ['--config', '-', ...given], cwd, {}, text);
    expect(run.exitCode).toBe(2);
    expect(documentOf(run).error.message).toContain(words);
    expect(await readdir(cwd)).toEqual([]);
  });

  it('refuses a file that is not there', async () => {
    const cwd = await temporaryFolder();
    const run = await runProgram(cli, ['--config', 'none.json', ...given], cwd);
    expect(documentOf(run).error).toMatchObject({
      code: 'USAGE',
      message: 'none.json cannot be read (ENOENT).',
    });
  });
});

describe('a provider', () => {
  const providerOf = async (args: readonly string[], input: string) => {
    const all = ['demo', ...flags, '--dry-run', '--json', '--config', '-', ...args];
    const run = await runProgram(builtProgram, all, await temporaryFolder(), {}, input);
    const { answers, provider } = documentOf(run);
    return [answers.upstream, provider];
  };

  it('says where people sign in', async () => {
    expect(await providerOf(['--provider', 'okta'], '{}')).toEqual(['oidc', 'okta']);
    expect(await providerOf([], '{ "provider": "entra" }')).toEqual(['oidc', 'entra']);
    expect(await providerOf(['--upstream', 'oidc'], '{}')).toEqual(['oidc', 'generic']);
  });

  it('in a file gives way to the flag --upstream none', async () => {
    const kept = await providerOf(['--upstream', 'none'], '{ "provider": "entra" }');
    expect(kept).toEqual(['none', undefined]);
  });

  it('puts its lines into .env, and the server starts without them', async () => {
    const cwd = await temporaryFolder();
    await runProgram(builtProgram, ['demo', ...flags, '--provider', 'google'], cwd);
    const env = await readFile(join(cwd, 'demo/.env'), 'utf8');
    expect(env).toContain('# OIDC_ISSUER=https://accounts.google.com');
    expect(env).not.toMatch(/^OIDC_\w+=./m);
  });
});

describe('schema', () => {
  it('prints a JSON Schema that names every answer', async () => {
    const run = await runProgram(cli, ['schema'], await temporaryFolder());
    expect(documentOf(run).$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    const answers = Object.keys(sampleAnswers());
    expect(Object.keys(documentOf(run).properties)).toEqual(expect.arrayContaining(answers));
  });
});

it('asks nobody without a terminal, and names the flags that are missing', async () => {
  const cwd = await temporaryFolder();
  const run = await runProgram(cli, ['demo', '--framework', 'hono'], cwd);
  expect(run.exitCode).toBe(2);
  expect(run.stderr).toContain('--storage, --upstream, --package-manager, --scopes');
  expect(run.stderr).not.toContain('--framework');
  expect(run.stdout).toBe('');
  expect(await readdir(cwd)).toEqual([]);
});
