// The titles that stand in tables of tests. Sources are put together from lines, so that no
// citation in this file stands where a title or a table of tests would.
import { expect, it } from 'vitest';
import { readTitles } from '../../../scripts/requirements/titles.js';

const titlesOf = (...lines: string[]) => readTitles(lines.join('\n'));

it('reads the title behind a table, and each row of it that cites', () => {
  const expected = [
    { title: 'refuses %s', ids: ['AB-1'] },
    { title: 'a short one', ids: ['AB-2'] },
  ];
  const title = "('refuses %s [AB-1]', (row) => {});";
  const rows = "[['a short one [AB-2]', { x: [] }], ['a long one', 7]]";
  expect(titlesOf(`it.each<[string, () => Row<7>]>(${rows})${title}`)).toEqual(expected);
  expect(titlesOf(`it.for(${rows})${title}`)).toEqual(expected);
  expect(titlesOf(`const rows: [string, () => Row][] = ${rows};`, `it.each(rows)${title}`)).toEqual(
    expected,
  );
  expect(titlesOf(`const rows = ${rows};`, `describe.each([...rows])${title}`)).toEqual(expected);
});
