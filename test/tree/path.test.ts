// Which paths may be written.
import { expect, it } from 'vitest';
import { caseTwins, pathProblem } from '../../src/tree/path.js';

it.each(['a', 'a/b.ts', '.github/workflows/ci.yml', '.gitignore', 'a..b', 'com10'])(
  'accepts %s',
  (path) => {
    expect(pathProblem(path)).toBeUndefined();
  },
);

it.each([
  '',
  '/etc/passwd',
  '../a',
  'a/../../b',
  'a/./b',
  'a//b',
  'a/',
  '.git/hooks/pre-commit',
  'a/.GIT/config',
  'C:/a',
  'a\\b',
  'a:b',
  'nul',
  'src/aux.ts',
  'a.',
  'a ',
  'a\u0000b',
  'a\nb',
])('refuses %j', (path) => {
  expect(pathProblem(path)).toBeTypeOf('string');
});

it('finds paths that differ only in case or in the form of an accent', () => {
  expect(caseTwins(['a', 'B', 'A'])).toEqual(['a', 'A']);
  expect(caseTwins(['\u00e9', 'e\u0301'])).toEqual(['\u00e9', 'e\u0301']);
  expect(caseTwins(['a', 'b'])).toBeUndefined();
});
