/** The page about the audit and the code name the same events with the same fields. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { alarmingEvents, auditEvents } from '../../src/oauth/audit.js';

const page = readFileSync(new URL('../../docs/audit.md', import.meta.url), 'utf8');
const [, common = '', more = '', events = ''] = page.split(/^## .*$/m);

/** The cells of each row of a table. */
function rows(text: string): string[][] {
  const lines = text.split('\n').filter((line) => /^\| \**`/.test(line));
  return lines.map((line) => line.split('|').slice(1, -1));
}

const names = (cell = ''): string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
const firsts = (text: string): string[] => rows(text).flatMap(([cell]) => names(cell));

it('the page lists every event, in the order of the code, and no other [SEC-5]', () => {
  expect(firsts(events)).toEqual(Object.keys(auditEvents));
});

it('the page gives every event the fields that it can have [SEC-5]', () => {
  for (const [event, , fields] of rows(events)) {
    const [name = ''] = names(event);
    expect(names(fields), name).toEqual(auditEvents[name as keyof typeof auditEvents]);
  }
});

it('the page says when each event happens, and what each field holds [SEC-5]', () => {
  for (const [name, text = ''] of [common, more, events].flatMap(rows)) {
    expect(text.trim(), name).toMatch(/^\S.{8,}/);
  }
});

it('the page explains every field, each once [SEC-5]', () => {
  const used = new Set(Object.values(auditEvents).flat());
  expect(firsts(more).toSorted()).toEqual([...used].toSorted());
  expect(firsts(common)).toEqual(['time', 'event', 'requestId']);
});

it('the page shows which events deserve a look [SEC-5]', () => {
  const bold = rows(events).filter(([cell]) => cell?.includes('**'));
  expect(bold.flatMap(([cell]) => names(cell))).toEqual(alarmingEvents);
});
