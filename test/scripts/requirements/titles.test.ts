// Which titles a test file has, and what they cite. Sources are put together from lines, so that no
// citation in this file stands where a title or a table of tests would.
import { expect, it } from 'vitest';
import { readTitles } from '../../../scripts/requirements/titles.js';

const titlesOf = (...lines: string[]) => readTitles(lines.join('\n'));

it('reads titles of tests and groups, with their IDs in one bracket or several', () => {
  expect(
    titlesOf(
      "describe('a code [AB-1]', () => {",
      "  it('works once [AB-2] [AB-3]', async () => {});",
      '  test("ends [AB-2, AB-4]", () => {});',
      '});',
    ),
  ).toEqual([
    { title: 'a code', ids: ['AB-1'] },
    { title: 'works once', ids: ['AB-2', 'AB-3'] },
    { title: 'ends', ids: ['AB-2', 'AB-4'] },
  ]);
});

it('reads the title of a test with options, and of one that cites nothing', () => {
  expect(titlesOf("it('waits', { timeout: 3 }, () => {});")).toEqual([{ title: 'waits', ids: [] }]);
});

it('takes an inserted citation for all texts that are IDs', () => {
  const title = `refuses \${what} [\${id}] [AB-1]`;
  expect(
    titlesOf(
      "const rows = [['another client', 'AB-2'], ['AB', 'AB-3']] as const;",
      `for (const [what, id] of rows) it(\`${title}\`, () => {});`,
    ),
  ).toEqual([{ title: `refuses \${what}`, ids: ['AB-1', 'AB-2', 'AB-3'] }]);
});

it('reads the IDs of what broke real servers, and takes no algorithm or address for one', () => {
  expect(
    titlesOf(
      "it('answers twice [F4] [AB-1, U12]', () => {});",
      "it('listens on http://[::1]:80 [RS256] [F] [F123]', () => {});",
      `const rows = [['RS256', 'a', 'A7']];`,
      `for (const [, what, id] of rows) it(\`refuses \${what} [\${id}]\`, () => {});`,
    ),
  ).toEqual([
    { title: 'answers twice', ids: ['F4', 'AB-1', 'U12'] },
    { title: 'listens on http://[::1]:80 [RS256] [F] [F123]', ids: [] },
    { title: `refuses \${what}`, ids: ['A7'] },
  ]);
});

it('takes nothing else for a title', () => {
  expect(
    titlesOf(
      "// it('in a comment [AB-1]', () => {});",
      "/* it('in a comment [AB-1]') */",
      "expect(value).toBe('a text [AB-1]');",
      "visit.it('a method [AB-1]');",
      "const text = `it('in a template [AB-1]')`;",
      "const pattern = /it('in a pattern [AB-1]')/;",
      "it(name, () => list('a text [AB-1]'));",
    ),
  ).toEqual([]);
});
