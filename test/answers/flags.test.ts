// What the command line means, and what is refused.
import { describe, expect, it } from 'vitest';
import { readCommandLine } from '../../src/answers/flags.js';
import { thrown } from '../thrown.js';

describe('readCommandLine', () => {
  it('creates in the given directory by default', () => {
    expect(readCommandLine(['demo'])).toEqual({
      command: 'create',
      directory: 'demo',
      given: {},
      yes: false,
      install: true,
      git: true,
      dryRun: false,
    });
  });

  it('takes create as the command, and ./create as a directory', () => {
    expect(readCommandLine(['create', 'demo'])).toMatchObject({ directory: 'demo' });
    expect(readCommandLine(['./create'])).toMatchObject({ directory: './create' });
  });

  it('reads every answer and every switch', () => {
    const line = readCommandLine([
      ...['demo', '--name', 'a', '--framework=express', '--storage', 'redis', '--upstream=oidc'],
      ...['--scopes', 'a=Read', '--package-manager', 'pnpm'],
      ...['-y', '--no-install', '--no-git', '--dry-run'],
    ]);
    expect(line).toMatchObject({ yes: true, install: false, git: false, dryRun: true });
    expect(line.given).toEqual({
      name: 'a',
      framework: 'express',
      storage: 'redis',
      upstream: 'oidc',
      scopes: 'a=Read',
      packageManager: 'pnpm',
    });
  });

  it.each([
    [['--help'], 'help'],
    [['-h'], 'help'],
    [['demo', '--version'], 'version'],
    [['render', '--answers', '-'], 'render'],
  ])('reads %j as the command %s', (argv, command) => {
    expect(readCommandLine(argv).command).toBe(command);
  });

  it.each([
    [['--framwork', 'hono'], 'Did you mean --framework?'],
    [['--no-instal'], 'Did you mean --no-install?'],
    [['--colour'], 'There is no flag --colour.'],
    [['-x'], 'There is no flag -x.'],
    [['--name'], '--name needs a value.'],
    [['--yes=no'], '--yes takes no value.'],
    [['--name', 'a', '--name', 'b'], '--name is given twice.'],
    [['a', 'b'], '"b" is one too many.'],
    [['update'], 'no command "update" yet'],
  ])('refuses %j', async (argv, words) => {
    const error = await thrown(() => readCommandLine(argv));
    expect(error).toMatchObject({ code: 'USAGE', exitCode: 2 });
    expect(error.message).toContain(words);
  });

  it('does not take the next flag for a value', async () => {
    const error = await thrown(() => readCommandLine(['--name', '--yes']));
    expect(error.message).toBe('--name needs a value.');
  });
});
