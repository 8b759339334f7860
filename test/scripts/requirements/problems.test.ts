// What is wrong between requirements and tests.
import { expect, it } from 'vitest';
import { incident } from '../../../scripts/requirements/incidents.js';
import type { Requirement } from '../../../scripts/requirements/join.js';
import { problemsOf, unknownIn } from '../../../scripts/requirements/problems.js';

const row = (changes: Partial<Requirement>, tested: boolean) => ({
  requirement: {
    id: 'AB-1',
    level: 'MUST',
    source: 'RFC 1 section 2',
    text: 'A code works once.',
    ...changes,
  },
  proofs: tested ? [{ path: 'a.test.ts', titles: ['works once'] }] : [],
});
const planned = { status: 'planned', reason: 'There are no codes yet.' } as const;
const reason = 'Nothing to test.';

it('accepts a requirement of any level with a test', () => {
  for (const level of ['MUST', 'MUST NOT', 'VENDOR', 'SHOULD', 'SHOULD NOT', 'MAY']) {
    expect(problemsOf(row({ level }, true))).toEqual([]);
  }
});

it.each<[string, Partial<Requirement>]>([
  ['a strict one that is planned', planned],
  ['a SHOULD with a reason', { level: 'SHOULD', reason }],
  ['a SHOULD NOT that is planned', { level: 'SHOULD NOT', ...planned }],
  ['a MAY without anything', { level: 'MAY' }],
  ['an incident with a reason', { level: incident, reason }],
  ['an incident that is planned', { level: incident, ...planned }],
])('accepts without a test: %s', (_case, changes) => {
  expect(problemsOf(row(changes, false))).toEqual([]);
});

it.each<[string, Partial<Requirement>, string]>([
  ['MUST', {}, 'AB-1 (MUST) has no test.'],
  ['MUST NOT', { level: 'MUST NOT' }, 'AB-1 (MUST NOT) has no test.'],
  ['VENDOR with a mere reason', { level: 'VENDOR', reason }, 'AB-1 (VENDOR) has no test.'],
  ['SHOULD', { level: 'SHOULD' }, 'AB-1 (SHOULD) has neither a test nor a reason for having none.'],
  [
    'SHOULD NOT',
    { level: 'SHOULD NOT' },
    'AB-1 (SHOULD NOT) has neither a test nor a reason for having none.',
  ],
  [
    'row about an incident',
    { level: incident },
    'AB-1 (INCIDENT) has neither a test nor a reason for having none.',
  ],
  ['planned one without a reason', { status: 'planned' }, 'AB-1 is planned: say why.'],
])('refuses without a test: a %s', (_case, changes, problem) => {
  expect(problemsOf(row(changes, false))).toEqual([problem]);
});

it('refuses a plan or a reason that a test has overtaken', () => {
  expect(problemsOf(row(planned, true))).toEqual([
    'AB-1 is planned and has a test: take "planned" and its reason away.',
  ]);
  expect(problemsOf(row({ level: 'SHOULD', reason }, true))).toEqual([
    'AB-1 has a test and a reason for having none: take the reason away.',
  ]);
});

it('refuses a reason of an incident that a test has overtaken', () => {
  expect(problemsOf(row({ level: incident }, true))).toEqual([]);
  expect(problemsOf(row({ level: incident, reason }, true))).toHaveLength(1);
});

it('refuses a level that does not exist', () => {
  expect(problemsOf(row({ level: 'must' }, true))).toEqual(['AB-1 has the unknown level must.']);
});

it('refuses citations of what is not listed, and says where they are', () => {
  const known = new Map([['AB-1', row({}, true)]]);
  const titles = [{ title: 'works once', ids: ['AB-1', 'AB-9'] }];
  expect(unknownIn({ path: 'a.test.ts', titles }, known)).toEqual([
    'a.test.ts: "works once" cites AB-9, which is unknown.',
  ]);
});
