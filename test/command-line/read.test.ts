// What the command line means, and what is refused.
import { describe, expect, it } from 'vitest';
import { readCommandLine } from '../../src/command-line/read.js';
import { wantsJson } from '../../src/command-line/wants-json.js';
import { thrown } from '../thrown.js';

describe('create', () => {
  it('happens in the given directory by default', () => {
    expect(readCommandLine(['demo'])).toEqual({
      command: 'create',
      directory: 'demo',
      given: {},
      yes: false,
      dryRun: false,
      json: false,
    });
  });

  it('is a command, and ./create or what follows -- is a directory', () => {
    expect(readCommandLine(['create', 'demo'])).toMatchObject({ directory: 'demo' });
    expect(readCommandLine(['./create'])).toMatchObject({ directory: './create' });
    expect(readCommandLine(['--', 'update'])).toMatchObject({ directory: 'update' });
  });

  it('takes every answer and every switch', () => {
    const line = readCommandLine([
      ...['demo', '--name', 'a', '--framework=express', '--storage', 'redis', '--upstream=oidc'],
      ...['--scopes', 'a=Read', '--package-manager', 'pnpm'],
      ...['-y', '--no-install', '--git', '--dry-run', '--json'],
    ]);
    const switches = { yes: true, install: false, git: true, dryRun: true, json: true };
    expect(line).toMatchObject({ command: 'create', ...switches });
    expect(line).toHaveProperty('given', {
      name: 'a',
      framework: 'express',
      storage: 'redis',
      upstream: 'oidc',
      scopes: 'a=Read',
      packageManager: 'pnpm',
    });
  });
});

describe('update', () => {
  const plain = {
    command: 'update',
    set: [],
    abort: false,
    dryRun: false,
    json: false,
    git: true,
    prerelease: false,
    fetchBase: false,
    yes: false,
  };

  it('asks for nothing by itself', () => {
    expect(readCommandLine(['update'])).toEqual(plain);
  });

  it('takes all of its flags, and answers one by one', () => {
    const argv = [
      ...['update', '--set', 'storage=redis', '--set=scopes=a=Read', '--abort', '--dry-run'],
      ...['--json', '--no-git', '--prerelease', '--fetch-base', '-y', '--format', 'biome format'],
    ];
    expect(readCommandLine(argv)).toEqual({
      ...plain,
      set: [
        { key: 'storage', value: 'redis' },
        { key: 'scopes', value: 'a=Read' },
      ],
      ...{ abort: true, dryRun: true, json: true, git: false, prerelease: true },
      ...{ fetchBase: true, yes: true, format: 'biome format' },
    });
  });

  it.each([
    ['--set', 'storag=redis', 'Did you mean "storage"?'],
    ['--set', 'colour=red', 'does not know "colour"'],
    ['--set', 'storage', 'lacks a value'],
    ['--set=name=a', '--set=name=b', '--set name is given twice.'],
  ])('refuses %s %s', async (first, second, words) => {
    const error = await thrown(() => readCommandLine(['update', first, second]));
    expect(error).toMatchObject({ code: 'USAGE', exitCode: 2 });
    expect(error.message).toContain(words);
  });
});

it.each([
  [['check', '--json'], { command: 'check', json: true }],
  [['diff'], { command: 'diff', json: false }],
  [['--help'], { command: 'help', topic: 'create' }],
  [['-h'], { command: 'help', topic: 'create' }],
  [['update', '--help'], { command: 'help', topic: 'update' }],
  [['--json', 'check', '-h'], { command: 'help', topic: 'check' }],
  [['help', 'diff'], { command: 'help', topic: 'diff' }],
  [['demo', '--version'], { command: 'version' }],
  [['render', '--answers', '-'], { command: 'render', answersFile: '-' }],
])('reads %j', (argv, line) => {
  expect(readCommandLine(argv)).toEqual(line);
});

describe('what is not understood', () => {
  it.each([
    [['--framwork', 'hono'], 'Did you mean --framework?'],
    [['--no-instal'], 'Did you mean --no-install?'],
    [['update', '--abrt'], 'Did you mean --abort?'],
    [['--abrt'], 'There is no flag --abrt.'],
    [['--abort'], '--abort is a flag of update, not of create.'],
    [['update', '--storage', 'redis'], '--storage is a flag of create, not of update.'],
    [['--answers', 'x'], 'There is no flag --answers.'],
    [['--colour'], 'There is no flag --colour.'],
    [['-x'], 'There is no flag -x.'],
    [['--name'], '--name needs a value.'],
    [['--yes=no'], '--yes takes no value.'],
    [['--name', 'a', '--name', 'b'], '--name is given twice.'],
    [['a', 'b'], '"b" is one too many.'],
    [['check', 'demo'], '"demo" is one too many.'],
    [['udpate'], 'Did you mean update?'],
    [['--yes', 'dif'], 'Did you mean diff?'],
  ])('is refused: %j', async (argv, words) => {
    const error = await thrown(() => readCommandLine(argv));
    expect(error).toMatchObject({ code: 'USAGE', exitCode: 2 });
    expect(error.message).toContain(words);
  });

  it.each(['chess', 'up', 'janitors', './udpate', 'crates'])('does not include %s', (directory) => {
    expect(readCommandLine([directory])).toMatchObject({ command: 'create', directory });
  });

  it('says whose help has the flags', async () => {
    const ofUpdate = await thrown(() => readCommandLine(['update', '--colour']));
    expect(ofUpdate.hint).toBe('Run create-mcp-oauth-app update --help to see every flag.');
    const ofCreate = await thrown(() => readCommandLine(['--colour']));
    expect(ofCreate.hint).toBe('Run create-mcp-oauth-app --help to see every flag.');
  });

  it('includes the next flag where a value should be', async () => {
    const error = await thrown(() => readCommandLine(['--name', '--yes']));
    expect(error.message).toBe('--name needs a value.');
  });

  it('is told in the form that the line asks for', () => {
    expect(wantsJson(['--colour', '--json'])).toBe(true);
    expect(wantsJson(['demo', '--', '--json'])).toBe(false);
  });
});
