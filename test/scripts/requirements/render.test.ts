// The page about requirements, as a reader gets it.
import { expect, it } from 'vitest';
import { incidentSections } from '../../../scripts/requirements/incidents.js';
import { join, type Requirement } from '../../../scripts/requirements/join.js';
import { render } from '../../../scripts/requirements/render.js';

const row = (id: string, level: string, more: Partial<Requirement> = {}): Requirement => ({
  id,
  level,
  source: 'RFC 1 section 2',
  text: `The rule \`${id}\`.`,
  ...more,
});
const sections = [
  {
    title: 'Codes',
    requirements: [row('AB-1', 'MUST'), row('AB-2', 'SHOULD', { reason: 'Why.' })],
  },
  {
    title: 'Tokens',
    requirements: [
      row('CD-1', 'MUST', { status: 'planned', reason: 'Not built yet.' }),
      row('CD-2', 'MAY'),
    ],
  },
];
const sources = [{ name: 'RFC 1', is: 'a document', url: 'https://rfc.example/1' }];
const file = {
  path: 'templates/base/files/test/code.test.ts',
  titles: [{ title: 'refuses `<b>` | %s', ids: ['AB-1'] }],
};
const incidents = incidentSections([
  {
    title: 'Refresh',
    rows: [{ id: 'F1', source: 'owner/repo#1', text: 'It came twice.', reason: 'Elsewhere.' }],
  },
]);
const { rows } = join([...sections, ...incidents], [file]);
const page = render({ sources, sections, incidents }, rows);

it('begins with the counts', () => {
  expect(page).toMatch(/\n\| all +\| 4 +\| 1 +\| 1 +\| 1 +\| 1 +\|\n/);
});

it('names the sources', () => {
  expect(page).toContain('\n- RFC 1: [a document](https://rfc.example/1)\n');
});

it('shows under each section what each rule says and which tests prove it, as they are called', () => {
  expect(page).toContain(
    [
      '## Codes',
      '',
      '### AB-1 · MUST',
      '',
      'The rule `AB-1`.',
      '',
      'Source: RFC 1 section 2',
      '',
      '- [templates/base/files/test/code.test.ts](../templates/base/files/test/code.test.ts)',
      '  - refuses \\`\\<b\\>\\` \\| %s',
      '',
      '### AB-2 · SHOULD',
    ].join('\n'),
  );
});

it('tells in a part of its own what broke real servers', () => {
  const [before = '', after = ''] = page.split('\n## What broke real servers\n');
  expect(before).not.toContain('F1');
  expect(after).toMatch(/\n\| Refresh +\| 1 +\| 0 +\| 0 +\| 1 +\| 0 +\|\n/);
  expect(after).toContain(
    '### Refresh\n\n#### F1\n\nIt came twice.\n\nSource: owner/repo#1\n\nNo test: Elsewhere.\n',
  );
});

it('says why there is no test', () => {
  expect(page).toContain('\n\nNo test: Why.\n\n## Tokens\n');
  expect(page).toContain('\n\nPlanned: Not built yet.\n\n### CD-2');
});
