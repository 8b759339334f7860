// TypeScript, taken apart far enough to find titles in it.
import { expect, it } from 'vitest';
import { tokens } from '../../../scripts/requirements/tokens.js';

const values = (source: string) => tokens(source).map(({ value }) => value);
const texts = (source: string) =>
  tokens(source).flatMap(({ type, value }) => (type === 'text' ? [value] : []));

it('tells names, marks and texts apart', () => {
  expect(tokens("it('a')")).toEqual([
    { type: 'name', value: 'it' },
    { type: 'mark', value: '(' },
    { type: 'text', value: 'a' },
    { type: 'mark', value: ')' },
  ]);
});

it.each([
  ['quotes of the other kind', `'say "a"' "it's"`, ['say "a"', "it's"]],
  ['escaped quotes', `'it\\'s' "\\"" \`\\\`\``, ["it's", '"', '`']],
  ['what begins a comment', "'https://a' '/* b'", ['https://a', '/* b']],
  ['insertions', `\`a \${b} c\``, [`a \${b} c`]],
  ['insertions with texts, braces and templates', `\`\${f({ a: '}' }, \`\${b}\`)}\` 'c'`, 2],
])('keeps texts with %s whole', (_case, source, expected) => {
  const found = texts(source);
  expect(typeof expected === 'number' ? found.length : found).toEqual(expected);
});

it('leaves out comments', () => {
  expect(values("a // 'b'\n/* 'c'\n */ d")).toEqual(['a', 'd']);
});

it('leaves out regular expressions, but no division', () => {
  expect(values("match(/['\"`(]/u, /[/']\\//) / 2 / f(x) / 3")).toEqual(
    values('match(,) / 2 / f(x) / 3'),
  );
  expect(values("return /'/.test(a)")).toEqual(values('return .test(a)'));
  expect(values("a['b'] / c; d / 'e'")).toContain('e');
});

it('comes to an end with a source that does not', () => {
  expect(values(`a \`b \${c`)).toEqual(['a', `b \${c`]);
});
