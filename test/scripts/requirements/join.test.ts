// Requirements and the tests that cite them, put together.
import { expect, it } from 'vitest';
import { join, type TestFile } from '../../../scripts/requirements/join.js';

const requirement = { id: 'AB-1', level: 'MAY', source: 'RFC 1', text: 'A code works once.' };
const sections = [{ title: 'Codes', requirements: [requirement] }];
const citing = { title: 'works once', ids: ['AB-1'] };
const file: TestFile = { path: 'a.test.ts', titles: [citing, citing, { title: 'x', ids: [] }] };

it('finds the tests of a requirement, each title once', () => {
  const other = { path: 'b.test.ts', titles: [{ title: 'x', ids: [] }] };
  const { rows, problems } = join(sections, [file, other]);
  expect(rows.get('AB-1')).toEqual({
    requirement,
    proofs: [{ path: 'a.test.ts', titles: ['works once'] }],
  });
  expect(problems).toEqual([]);
});

it('refuses an ID that is listed twice, in one section or in two', () => {
  expect(join([...sections, ...sections], []).problems).toEqual(['AB-1 is listed twice.']);
});
