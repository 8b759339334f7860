// How many requirements have tests.
import { expect, it } from 'vitest';
import { counts, countsOf } from '../../../scripts/requirements/counts.js';
import type { Requirement } from '../../../scripts/requirements/join.js';

const row = (level: string, more: Partial<Requirement> = {}, tested = false) => ({
  requirement: { id: 'AB-1', level, source: 'RFC 1', text: 'A rule.', ...more },
  proofs: tested ? [{ path: 'a.test.ts', titles: ['works once'] }] : [],
});

it('counts the rows of each level, and why some have no test', () => {
  const table = counts([
    row('MUST', {}, true),
    row('MUST', { status: 'planned', reason: 'Not built yet.' }),
    row('MUST'),
    row('SHOULD', { reason: 'Nothing to test.' }),
    row('MAY'),
  ]);
  const lines = table.split('\n');
  expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  expect(lines.slice(2).map((line) => line.replace(/ +/g, ' '))).toEqual([
    '| MUST | 3 | 1 | 1 | 0 | 1 |',
    '| MUST NOT | 0 | 0 | 0 | 0 | 0 |',
    '| VENDOR | 0 | 0 | 0 | 0 | 0 |',
    '| SHOULD | 1 | 0 | 0 | 1 | 0 |',
    '| SHOULD NOT | 0 | 0 | 0 | 0 | 0 |',
    '| MAY | 1 | 0 | 0 | 0 | 1 |',
    '| all | 5 | 1 | 1 | 1 | 2 |',
  ]);
});

it('counts the rows of each group by the name of the group', () => {
  const rows = [row('INCIDENT', {}, true), row('INCIDENT', { reason: 'Happens elsewhere.' })];
  const lines = countsOf('about', [{ name: 'Refresh', rows }]).split('\n');
  expect(lines[0]).toMatch(/^\| about +\| rows \|/);
  expect(lines[2]?.replace(/ +/g, ' ')).toBe('| Refresh | 2 | 1 | 0 | 1 | 0 |');
});
