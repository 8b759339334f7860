// What the owner's package.json looks like after a merge.
import { expect, it } from 'vitest';
import { mergePackageJson } from '../../src/update/package-json.js';

const json = (value: unknown) => JSON.stringify(value, null, 2);
const base = { name: 'a', scripts: { dev: 'x' }, dependencies: { b: '1', d: '1' }, engines: {} };
const ours = {
  name: 'a',
  type: 'module',
  scripts: { check: 'y', dev: 'x' },
  dependencies: { c: '2', d: '2' },
  files: ['dist', 'bin'],
  engines: { node: '20' },
};
const mergedInto = (yours: string) => mergePackageJson(json(base), yours, json(ours)).text;

it('keeps indent, order of keys, blank lines, compact objects and the missing final newline', () => {
  const yours = `{
    "scripts" : {"dev": "x"},

    "dependencies": { "b": "1", "d": "1" },
    "engines": {},

    "mine": { "a":  [1,  2] },
    "name": "a"
}`;
  expect(mergedInto(yours)).toBe(`{
    "scripts" : {"check" : "y", "dev": "x"},

    "dependencies": { "c" : "2", "d": "2" },
    "files" : [
        "dist",
        "bin"
    ],
    "engines": {
        "node" : "20"
    },

    "mine": { "a":  [1,  2] },
    "name": "a",
    "type" : "module"
}`);
});

it('keeps tabs and CRLF', () => {
  const crlf = (value: unknown) => JSON.stringify(value, null, '\t').replaceAll('\n', '\r\n');
  expect(mergedInto(`${crlf(base)}\r\n`)).toBe(`${crlf(ours)}\r\n`);
});

it('keeps all on one line, and commas at the beginning of lines', () => {
  expect(mergedInto(JSON.stringify({ name: 'a', engines: {} }))).toBe(
    '{"name":"a","type":"module","files":["dist","bin"],"engines":{"node":"20"}}',
  );
  expect(mergedInto('{ "name": "a"\n, "engines": {}\n}')).toContain('"a"\n, "type": "module"\n, ');
});

it('keeps an empty object as it is written, and fills one', () => {
  expect(mergePackageJson('{}', '{ }\n', '{}').text).toBe('{ }\n');
  expect(mergePackageJson('{}', '{}\n', '{"a":{"b":1}}').text).toBe(
    '{\n  "a": {\n    "b": 1\n  }\n}\n',
  );
});

it('keeps on one line what is on one line', () => {
  const before = '{"files":["a"],"exports":{"a":"b"}}';
  const after = '{"files":["a","b"],"exports":{"a":{"import":"b"},"c":{"d":[1]}}}';
  const yours = `{
  "files": ["a"],
  "exports": { "a": "b" }
}`;
  expect(mergePackageJson(before, yours, after).text).toBe(`{
  "files": ["a", "b"],
  "exports": { "a": { "import": "b" }, "c": { "d": [1] } }
}`);
});

const list = (...names: string[]) => ({
  dependencies: Object.fromEntries(names.map((name) => [name, '1'])),
});
const names = (before: object, after: object) =>
  Object.keys(JSON.parse(mergePackageJson('{}', json(before), json(after)).text).dependencies);

it('puts a new dependency where it belongs in a sorted list, else at its end', () => {
  const added = list('hono', '@a/b', 'zod');
  expect(names(list('express', 'pino'), added)).toEqual(['@a/b', 'express', 'hono', 'pino', 'zod']);
  expect(names(list('pino', 'express'), added)).toEqual(['pino', 'express', 'hono', '@a/b', 'zod']);
  expect(names(list('json-a', 'Json-b'), list('jsona'))).toEqual(['json-a', 'Json-b', 'jsona']);
});

it('puts any other new key beside the keys that stand beside it in ours', () => {
  const merged = mergePackageJson(
    '{}',
    json({ mine: 1, c: 1, a: 1, last: 1 }),
    json({ z: 1, a: 1, b: 1, c: 1 }),
  );
  expect(Object.keys(JSON.parse(merged.text))).toEqual(['mine', 'c', 'z', 'a', 'b', 'last']);
});
