/** Text, fields and JSON as nobody means them. */
import fc from 'fast-check';

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

/** Any code point but surrogates, as the unit `binary` of fast-check, which takes a second to make. */
const character = fc
  .integer({ min: 0, max: 0x10_f7ff })
  .map((n) => String.fromCodePoint(n < 0xd800 ? n : n + 0x800));

/** A string of any kind, seldom a long one. */
export const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...awkward) },
  { weight: 3, arbitrary: fc.string({ unit: character, maxLength: 30 }) },
  { weight: 1, arbitrary: fc.integer({ min: 100, max: 13_000 }).map((size) => 'x'.repeat(size)) },
);

/** What a field may be: its values in their order, none if it is left out. */
type Values = fc.Arbitrary<readonly string[]>;

/** One field around its valid values: mostly one of them, else missing, repeated or wrong. */
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

/** Every field of a form or a query, and some that it does not have. */
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
    .tuple(
      known,
      fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: unknown }),
    )
    .map(([one, other]) => [...one, ...other]);
}

/** Encoded as it should be, or not at all. */
export function encoded(fields: fc.Arbitrary<Pairs>): fc.Arbitrary<string> {
  return fc.tuple(fields, fc.integer({ max: 9, min: 0 })).map(([list, way]) => {
    if (way > 0) return new URLSearchParams(list.map(([name, value]) => [name, value])).toString();
    return list.map(([name, value]) => `${name}=${value}`).join('&');
  });
}

/** JSON text: a valid value with something replaced, any value at all, or no JSON. */
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
