/** The page about the audit agrees with the code. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { alarmingEvents, auditEvents } from '../../src/oauth/audit.js';

const page = readFileSync(new URL('../../docs/audit.md', import.meta.url), 'utf8');
const [, common = '', more = '', events = ''] = page.split(/^## .*$/m);

function rows(text: string): string[][] {
  const lines = text.split('\n').filter((line) => /^\| \**`/.test(line));
  return lines.map((line) => line.split('|').slice(1, -1));
}

const names = (cell = ''): string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
const keys = (text: string): string[] => rows(text).flatMap(([cell]) => names(cell));

it('the page lists every event in the order of the code [SEC-5]', () => {
  expect(keys(events)).toEqual(Object.keys(auditEvents));
});

it('the page gives every event its fields [SEC-5]', () => {
  for (const [event, , fields] of rows(events)) {
    const [name = ''] = names(event);
    expect(names(fields), name).toEqual(auditEvents[name as keyof typeof auditEvents]);
  }
});

it('the page explains every event and field [SEC-5]', () => {
  for (const [name, text = ''] of [common, more, events].flatMap(rows)) {
    expect(text.trim(), name).toMatch(/^\S.{8,}/);
  }
});

it('the page has every field once [SEC-5]', () => {
  const used = new Set(Object.values(auditEvents).flat());
  expect(keys(more).toSorted()).toEqual([...used].toSorted());
  expect(keys(common)).toEqual(['time', 'event', 'requestId']);
});

it('the page shows which events deserve a look [SEC-5]', () => {
  const bold = rows(events).filter(([cell]) => cell?.includes('**'));
  expect(bold.flatMap(([cell]) => names(cell))).toEqual(alarmingEvents);
});
