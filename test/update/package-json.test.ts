// package.json is merged as data, into the owner's text.
import {
  type Arbitrary,
  array,
  assert,
  constantFrom,
  dictionary,
  letrec,
  oneof,
  property,
} from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergePackageJson } from '../../src/update/package-json.js';
import { thrown } from '../thrown.js';

const json = (value: unknown) => JSON.stringify(value, null, 2);
const merge = (base: unknown, yours: unknown, ours: unknown) => {
  const { text, decided } = mergePackageJson(json(base), json(yours), json(ours));
  return { value: JSON.parse(text), decided };
};
const deps = (dependencies: object) => ({ dependencies });

describe('each key', () => {
  const hono = (yours: string, ours: string) => [{ key: 'dependencies.hono', yours, ours }];
  it.each([
    ['changed by us is taken', { hono: '1' }, { hono: '1' }, { hono: '2' }, { hono: '2' }, []],
    ['changed by you stays', { hono: '1' }, { hono: '9' }, { hono: '1' }, { hono: '9' }, []],
    [
      'changed alike is no question',
      { hono: '1' },
      { hono: '2' },
      { hono: '2' },
      { hono: '2' },
      [],
    ],
    [
      'changed by both stays yours and is told',
      { hono: '1' },
      { hono: '^9' },
      { hono: '2' },
      { hono: '^9' },
      hono('^9', '2'),
    ],
    ['added by us comes', {}, { a: '1' }, { hono: '2' }, { a: '1', hono: '2' }, []],
    ['added by you stays', {}, { hono: '2' }, {}, { hono: '2' }, []],
    [
      'added by both stays yours and is told',
      {},
      { hono: '1' },
      { hono: '2' },
      { hono: '1' },
      hono('1', '2'),
    ],
    ['removed by you stays removed', { hono: '1', a: '1' }, {}, { hono: '1' }, {}, []],
    [
      'removed by you and changed by us stays removed and is told',
      { hono: '1' },
      {},
      { hono: '2' },
      {},
      hono('(removed)', '2'),
    ],
    [
      'removed by us goes',
      { hono: '1', a: '1' },
      { hono: '1', a: '1' },
      { a: '1' },
      { a: '1' },
      [],
    ],
    [
      'removed by us but edited by you stays and is told',
      { hono: '1' },
      { hono: '^1' },
      {},
      { hono: '^1' },
      hono('^1', '(removed)'),
    ],
  ])('%s', (_case, base, yours, ours, value, decided) => {
    expect(merge(deps(base), deps(yours), deps(ours))).toEqual({ value: deps(value), decided });
  });

  it('inside of objects inside of objects is merged like one at the top', () => {
    const exports = (value: object) => ({ exports: { '.': value } });
    const base = exports({ import: './a.js', require: './a.cjs' });
    const yours = exports({ import: './mine.js', require: './a.cjs', browser: './b.js' });
    const ours = exports({ types: './a.d.ts', import: './a.js' });
    expect(merge(base, yours, ours)).toEqual({
      value: exports({ types: './a.d.ts', import: './mine.js', browser: './b.js' }),
      decided: [],
    });
  });

  it('may hold an object that we drop: what you put into it stays', () => {
    const base = { allowScripts: { esbuild: false } };
    expect(merge(base, base, {})).toEqual({ value: {}, decided: [] });
    const yours = { allowScripts: { esbuild: false, mine: true } };
    expect(merge(base, yours, {}).value).toEqual({ allowScripts: { mine: true } });
    const two = { allowScripts: { esbuild: false, pnpm: false } };
    expect(merge(two, base, {}).value).toEqual({});
  });

  it('may hold a list: taken whole from the side that changed it, yours where both did', () => {
    const lists = (yours: string[], ours: string[]) =>
      merge({ files: ['a'] }, { files: yours }, { files: ours });
    expect(lists(['a'], ['a', 'b']).value).toEqual({ files: ['a', 'b'] });
    expect(lists(['a', 'c'], ['a']).value).toEqual({ files: ['a', 'c'] });
    expect(lists(['a', 'c'], ['a', 'b'])).toEqual({
      value: { files: ['a', 'c'] },
      decided: [{ key: 'files', yours: '["a","c"]', ours: '["a","b"]' }],
    });
  });
});

it('changes and removes nothing of yours when the base is lost, and tells each difference', () => {
  const yours = { name: 'mine', files: ['x'], dependencies: { a: '1', own: '1' } };
  const ours = { name: 'ours', files: ['y'], dependencies: { a: '2', b: '1' }, engines: {} };
  const { text, decided } = mergePackageJson(undefined, json(yours), json(ours));
  expect(JSON.parse(text)).toEqual({
    ...yours,
    dependencies: { a: '1', b: '1', own: '1' },
    engines: {},
  });
  expect(decided).toEqual([
    { key: 'name', yours: 'mine', ours: 'ours' },
    { key: 'files', yours: '["x"]', ours: '["y"]' },
    { key: 'dependencies.a', yours: '1', ours: '2' },
  ]);
  for (const base of ['[]', 'null', '{', '{}']) {
    expect(mergePackageJson(base, json(yours), json(ours)).text).toBe(text);
  }
});

it.each([
  ['is not JSON', '{ "name": "a", }', 'package.json is not valid JSON.'],
  ['has comments', '{ /* mine */ }', 'package.json is not valid JSON.'],
  ['has markers of a merge', '{\n<<<<<<< a\n}', 'package.json is not valid JSON.'],
  ['is empty', '', 'package.json is not valid JSON.'],
  ['is a list', '[]', 'package.json does not hold an object.'],
  ['has a key twice', '{"a":1,"a":2}', 'package.json has the key "a" more than once.'],
  ['has a key twice deep inside', '{"a":[{"b":1,"\\u0062":2}]}', 'the key "b" more than once'],
  ['is bottomless', `${'{"a":'.repeat(1e5)}1${'}'.repeat(1e5)}`, 'nested too deep'],
  ['is deep', `${'{"a":'.repeat(500)}1${'}'.repeat(500)}`, 'nested too deep'],
])('refuses a package.json that %s', async (_case, yours, message) => {
  const error = await thrown(() => mergePackageJson('{}', yours, '{}'));
  expect(error.code).toBe('INVALID_PACKAGE_JSON');
  expect(error.message).toContain(message);
});

describe('for any three', () => {
  const key = constantFrom('a', 'b', '__proto__', 'constructor', '1', 'dependencies', 'scripts');
  const object = letrec((tie) => ({
    object: dictionary(key, tie('value'), { maxKeys: 5 }),
    value: oneof(
      { maxDepth: 3 },
      constantFrom('1', '2', '', '"', '\n', true, null, 0, 1),
      array(constantFrom('x', 'y'), { maxLength: 2 }),
      tie('object'),
    ),
  })).object as Arbitrary<Record<string, unknown>>;
  const layout = constantFrom(
    (value: unknown) => json(value),
    (value: unknown) => `${JSON.stringify(value, null, '\t')}\n`,
    (value: unknown) => JSON.stringify(value),
    (value: unknown) => `\uFEFF${json(value).replaceAll('\n', '\r\n')}\r\n`,
    (value: unknown) => json(value).replaceAll(/\n\s*/g, ' '),
  );
  const parsed = (text: string) => JSON.parse(text.replace('\uFEFF', ''));

  it('every value of yours that differs from the base is in the outcome', async () => {
    const survives = (base: unknown, yours: unknown, outcome: unknown): void => {
      if (json(yours) === json(base)) return;
      if (!isPlain(yours)) expect(outcome).toEqual(yours);
      for (const [name, value] of isPlain(yours) ? Object.entries(yours) : []) {
        const inner = (side: unknown) =>
          isPlain(side) && Object.hasOwn(side, name) ? side[name] : undefined;
        survives(inner(base), value, inner(outcome));
      }
    };
    await assert(
      property(object, object, object, layout, (base, yours, ours, print) => {
        const { text } = mergePackageJson(json(base), print(yours), json(ours));
        survives(base, yours, parsed(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('an untouched one becomes ours, and one that we did not change stays byte for byte', async () => {
    await assert(
      property(object, object, layout, (one, other, print) => {
        const untouched = mergePackageJson(json(one), print(one), json(other));
        expect(parsed(untouched.text)).toEqual(other);
        expect(untouched.decided).toEqual([]);
        const unchanged = mergePackageJson(json(one), print(other), json(one));
        expect(unchanged).toEqual({ text: print(other), decided: [] });
      }),
      { numRuns: 2_000 },
    );
  });

  it('a second merge changes nothing, and a lost base loses nothing', async () => {
    await assert(
      property(object, object, object, layout, (base, yours, ours, print) => {
        const { text } = mergePackageJson(json(base), print(yours), json(ours));
        expect(mergePackageJson(json(ours), text, json(ours)).text).toBe(text);
        const lost = mergePackageJson(undefined, print(yours), json(ours));
        expect(parsed(lost.text)).toMatchObject(yours);
        expect(mergePackageJson(undefined, lost.text, json(ours)).text).toBe(lost.text);
      }),
      { numRuns: 2_000 },
    );
  });
});

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
