/** JSON values that stores get wrong. */

const nested = Array.from({ length: 200 }).reduce<unknown>((inner) => [inner], 'core');

export const VALUES: [name: string, value: unknown][] = [
  ['null', null],
  ['false', false],
  ['zero', 0],
  ['a fraction', 0.1 + 0.2],
  ['the smallest number', -5e-324],
  ['the largest number', Number.MAX_VALUE],
  ['the largest safe integer', Number.MAX_SAFE_INTEGER],
  ['an empty string', ''],
  ['digits', '007'],
  ['JSON as text', '{"a": 1} '],
  ['quotes', `'"\\\`$1 :now ? %s {x}`],
  ['control characters', '\0\u0001\b\t\r\n\u001F\u007F'],
  ['a lone surrogate', 'a\uD800b'],
  ['line ends', '\uFEFF\u2028\u2029'],
  ['many scripts', 'Zürich 東京 الرياض 👩‍👩‍👧 e\u0301'],
  ['an empty list', []],
  ['an empty object', {}],
  ['a list of all kinds', [null, true, 1, 'x', [], {}]],
  ['odd keys', JSON.parse('{"":1,"a.b":2,"__proto__":{"x":3},"\\u0000":4,"constructor":5}')],
  ['a deep list', nested],
  ['a long text', { text: '0123456789abcdé'.repeat(65_536) }],
];
