// Tests that ran with the same code elsewhere are not repeated; others are.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.js';
import { reach } from './code-behind.js';
import { createProven } from './proven.js';
import { createRanSomewhere } from './ran-somewhere.js';

const behind = (files: Record<string, string[]>, leavesOut = false) =>
  new Map(Object.entries(files).map(([test, digests]) => [test, { digests, leavesOut }]));
const inNone = { files: 0, variants: new Set() };
const source = (text: string, ...imports: string[]) => ({ text, imports, packages: [] });

it('gives a test to the first variant that has its code, and to every other that differs', () => {
  const proven = createProven(true);
  const first = proven.claim('a', behind({ 'x.test.ts': ['1'], 'y.test.ts': ['1'] }));
  expect(first).toEqual({ files: ['x.test.ts', 'y.test.ts'], elsewhere: inNone });
  const second = proven.claim('b', behind({ 'x.test.ts': ['1'], 'y.test.ts': ['2'] }));
  expect(second).toEqual({
    files: ['y.test.ts'],
    elsewhere: { files: 1, variants: new Set(['a']) },
  });
});

it('takes a test of two parts as proven when each of them is, by whomever', () => {
  const proven = createProven(true);
  const claim = (variant: string, ...digests: string[]) =>
    proven.claim(variant, behind({ 'x.test.ts': digests }));
  expect(claim('hono-redis', 'hono', 'redis').files).toEqual(['x.test.ts']);
  expect(claim('express-sqlite', 'express', 'sqlite').files).toEqual(['x.test.ts']);
  expect(claim('express-redis', 'express', 'redis')).toEqual({
    files: [],
    elsewhere: { files: 1, variants: new Set(['express-sqlite', 'hono-redis']) },
  });
  expect(claim('express-memory', 'express', 'memory').files).toEqual(['x.test.ts']);
});

it('lets every variant run everything when asked to', () => {
  const proven = createProven(false);
  const tests = behind({ 'x.test.ts': ['1'] });
  proven.claim('a', tests);
  expect(proven.claim('b', tests).files).toEqual(['x.test.ts']);
});

it('lets the first on another Node run each test file there, whatever its code', () => {
  const proven = createProven(true);
  const tests = behind({ 'x.test.ts': ['1'] });
  proven.claim('a', tests);
  expect(proven.claim('b', tests, 'newest').files).toEqual(['x.test.ts']);
  expect(proven.claim('c', tests, 'newest')).toEqual({
    files: [],
    elsewhere: { files: 1, variants: new Set(['a']) },
  });
});

it('does not take a file for run on a Node where some of its tests were left out', () => {
  const proven = createProven(true);
  const all = behind({ 'x.test.ts': ['redis'] });
  const some = behind({ 'x.test.ts': ['sqlite'] }, true);
  expect(proven.claim('redis', all, 'newest').files).toEqual(['x.test.ts']);
  expect(proven.claim('sqlite', some).files).toEqual(['x.test.ts']);
  expect(proven.claim('sqlite again', some).files).toEqual([]);
  expect(proven.claim('redis on the oldest', all).files).toEqual(['x.test.ts']);
  expect(proven.claim('redis again', all).files).toEqual([]);
});

it('tells of a test file that ran on one Node only, even if it began on both', async () => {
  const folder = await temporaryFolder();
  const ran = createRanSomewhere();
  const report = async (status: string) => {
    const testResults = [
      { name: `${folder}/x.test.ts`, assertionResults: [{ fullName: 'x', status }] },
    ];
    await writeFile(join(folder, 'report.json'), JSON.stringify({ testResults }));
    return join(folder, 'report.json');
  };
  ran.add(folder, await report('passed'));
  ran.add(folder, await report('skipped'), 'newest');
  expect(ran.onOneNode()).toEqual(['x.test.ts']);
  ran.add(folder, await report('passed'), 'newest');
  expect(ran.onOneNode()).toEqual([]);
});

it('follows imports, however far', () => {
  const sources = new Map([
    ['test/a.test.ts', source('', 'src/a.ts')],
    ['src/a.ts', source('', 'src/b.ts')],
    ['src/b.ts', source('')],
    ['src/c.ts', source('')],
  ]);
  expect(reach('test/a.test.ts', sources)).toEqual(['src/a.ts', 'src/b.ts', 'test/a.test.ts']);
});

it('follows a test that starts a program to that program', () => {
  const sources = new Map([
    ['test/a.test.ts', source("import 'node:child_process'; start('./child.ts')")],
    ['test/child.ts', source('', 'src/a.ts')],
    ['src/a.ts', source('')],
  ]);
  expect(reach('test/a.test.ts', sources)).toEqual(['src/a.ts', 'test/a.test.ts', 'test/child.ts']);
});

it('follows a test that starts the server to the server, by the name of the call', () => {
  const sources = new Map([
    ['test/a.test.ts', source('startMain()', 'test/live/child.ts')],
    ['test/live/child.ts', source("import 'node:child_process'; startMain(")],
    ['src/main.ts', source('')],
  ]);
  expect(reach('test/a.test.ts', sources)).toEqual([
    'src/main.ts',
    'test/a.test.ts',
    'test/live/child.ts',
  ]);
});

it.each([
  ['starts programs it does not name', "import 'node:child_process'; start(name)"],
  ['reads files', 'await readFile(path)'],
  ['lists folders', 'readdirSync(root)'],
])('takes a test that %s to depend on everything', (_case, text) => {
  const sources = new Map([
    ['test/a.test.ts', source('', 'test/b.ts')],
    ['test/b.ts', source(text)],
  ]);
  expect(reach('test/a.test.ts', sources)).toBe('everything');
});
