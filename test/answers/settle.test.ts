// How given answers, missing flags and defaults come together.
import { describe, expect, it } from 'vitest';
import { defaultScopes } from '../../src/answers/schema.js';
import { givenAnswers, missingFlags, settle, withDefaults } from '../../src/answers/settle.js';
import { createFlags, readCreate } from '../../src/command-line/create-command.js';
import { readGiven } from '../../src/command-line/tokens.js';
import { CreateError } from '../../src/errors.js';
import { thrown } from '../thrown.js';

const unknown = (typed: string) => new CreateError('USAGE', `There is no flag ${typed}.`);
const given = (...argv: string[]) =>
  givenAnswers(readCreate(readGiven(argv, createFlags, unknown)), '/home/ada/Some Place');

describe('givenAnswers', () => {
  it('names the project after its directory', () => {
    expect(given('deep/My Server').name).toBe('my-server');
    expect(given('.').name).toBe('some-place');
  });

  it('lets --name win over the directory', () => {
    expect(given('demo', '--name', '@acme/notes').name).toBe('@acme/notes');
  });

  it('leaves the name open when the directory gives none', () => {
    expect(given('日本').name).toBeUndefined();
  });

  it.each([
    [['--name', 'Bad Name'], 'INVALID_ANSWER'],
    [['--scopes', 'a'], 'INVALID_ANSWER'],
    [['--scopes', ''], 'INVALID_ANSWER'],
    [['--storage', 'mongo'], 'INVALID_ANSWER'],
  ])('refuses %j', async (argv, code) => {
    expect(await thrown(() => given(...argv))).toMatchObject({ code, exitCode: 2 });
  });
});

describe('missingFlags', () => {
  it('names everything when nothing is given', () => {
    expect(missingFlags(given(), undefined)).toEqual([
      'a directory or --name',
      '--framework',
      '--storage',
      '--upstream',
      '--package-manager',
      '--scopes',
    ]);
  });

  it('asks for the name where the directory gives none', () => {
    expect(missingFlags(given('日本'), '日本')).toContain('--name');
  });

  it('asks for no directory where there is a name', () => {
    const missing = missingFlags(given('--name', 'demo'), undefined);
    expect(missing.join()).not.toMatch(/directory|--name/);
  });

  it('names nothing when every answer is given', () => {
    const complete = given(
      ...['demo', '--framework=hono', '--storage=sqlite', '--upstream=none'],
      ...['--package-manager=npm', '--scopes=a=Read'],
    );
    expect(missingFlags(complete, 'demo')).toEqual([]);
  });
});

describe('withDefaults and settle', () => {
  it('takes the documented defaults', () => {
    expect(settle(withDefaults({}), undefined)).toEqual({
      directory: 'my-mcp-server',
      answers: {
        name: 'my-mcp-server',
        framework: 'hono',
        storage: 'sqlite',
        upstream: 'none',
        scopes: defaultScopes,
        packageManager: 'npm',
      },
    });
  });

  it('prefers the package manager that started the program over the default, not over the answer', () => {
    expect(withDefaults({}, 'pnpm').packageManager).toBe('pnpm');
    expect(withDefaults({ packageManager: 'bun' }, 'pnpm').packageManager).toBe('bun');
  });
});
