/** Text, fields and JSON as nobody means them. */
import fc from 'fast-check';

/** For other values: `HOSTILE_SEED=1 npx vitest run test/hostile`. */
export const seed = Number(process.env['HOSTILE_SEED'] ?? 20_261_121);

const awkward = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\udfff\ud800',
  '\ufeff',
  '\u202egnp.exe',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'null',
  'undefined',
  '[object Object]',
  'NaN',
  '-1',
  '1e309',
  '%',
  '%00',
  '%zz',
  '%c0%ae%c0%ae/',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' OR 1=1 --",
  '\r\nset-cookie: planted=1',
  'javascript:alert(1)',
  'https://evil.example/',
  '//evil.example',
  'http://[',
  'https://127.0.0.1/document.json',
];

/** Any code point but surrogates: the unit `binary` takes a second to make. */
const character = fc
  .integer({ min: 0, max: 0x10_f7ff })
  .map((n) => String.fromCodePoint(n < 0xd800 ? n : n + 0x800));

/** A string of any kind. */
export const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...awkward) },
  { weight: 3, arbitrary: fc.string({ unit: character, maxLength: 30 }) },
  { weight: 1, arbitrary: fc.integer({ min: 100, max: 13_000 }).map((size) => 'x'.repeat(size)) },
);

type Values = fc.Arbitrary<readonly string[]>;

/** The right value, so many times as often as a wrong one. */
export function mostly<A, B>(right: fc.Arbitrary<A>, wrong: fc.Arbitrary<B>, weight = 9) {
  return fc.oneof({ weight, arbitrary: right }, { weight: 1, arbitrary: wrong });
}

/** So often that whole requests get through. */
export const often = 40;

/** A field that is mostly missing. */
export function seldom(valid: readonly string[]): Values {
  return mostly(fc.constant([]), field(valid), 5);
}

/** A field that is mostly valid. */
export function field(valid: readonly string[], weight = 8): Values {
  const right = fc.constantFrom(...valid);
  return fc.oneof(
    { weight, arbitrary: right.map((value) => [value]) },
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: text.map((value) => [value]) },
    { weight: 1, arbitrary: fc.tuple(right, fc.oneof(right, text)) },
  );
}

export type Pairs = readonly (readonly [name: string, value: string])[];

/** All fields, and unknown ones. */
export function pairs(fields: Readonly<Record<string, Values>>): fc.Arbitrary<Pairs> {
  const known = fc
    .record(fields)
    .map((record) =>
      Object.entries(record).flatMap(([name, values]) =>
        (values as readonly string[]).map((value) => [name, value] as const),
      ),
    );
  const unknown = fc.array(fc.tuple(text, text), { maxLength: 2 });
  return fc
    .tuple(known, mostly(fc.constant([]), unknown, 3))
    .map(([one, other]) => [...one, ...other]);
}

/** Encoded, or not at all. */
export function encoded(fields: fc.Arbitrary<Pairs>): fc.Arbitrary<string> {
  return fc.tuple(fields, fc.integer({ max: 9, min: 0 })).map(([list, way]) => {
    if (way > 0) return new URLSearchParams(list.map(([name, value]) => [name, value])).toString();
    return list.map(([name, value]) => `${name}=${value}`).join('&');
  });
}

/** Mostly the JSON of a valid value. */
export function json(valid: fc.Arbitrary<object>): fc.Arbitrary<string> {
  const member = fc.oneof(text, fc.constantFrom('jsonrpc', 'id', 'method', 'params', '_meta'));
  const value = fc.jsonValue({ maxDepth: 3 });
  return fc.oneof(
    { weight: 4, arbitrary: valid.map((it) => JSON.stringify(it)) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(valid, member, value)
        .map(([it, name, other]) => JSON.stringify({ ...it, [name]: other })),
    },
    { weight: 1, arbitrary: fc.array(valid, { maxLength: 3 }).map((it) => JSON.stringify(it)) },
    { weight: 1, arbitrary: value.map((it) => JSON.stringify(it)) },
    { weight: 1, arbitrary: fc.constantFrom(...notQuiteJson) },
    { weight: 1, arbitrary: text },
  );
}

const notQuiteJson = [
  '{"__proto__":{"redirect_uris":["https://client.example/callback"]}}',
  '{"constructor":{"prototype":{"polluted":true}},"redirect_uris":["https://client.example/cb"]}',
  '{"redirect_uris":["https://client.example/\\ud800"],"client_name":"\\udfff"}',
  '{"redirect_uris":["https://client.example/cb"],"redirect_uris":"other"}',
  `${'['.repeat(20_000)}`,
  `${'['.repeat(5000)}${']'.repeat(5000)}`,
  `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`,
  '{"jsonrpc":"2.0","id":1e999,"method":"ping"}',
  '\ufeff{}',
  '{"a":1,}',
  "{'a':1}",
];
