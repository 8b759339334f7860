// Lines are broken between words, and stay in their columns.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { paragraphs, wrapped } from '../../src/ui/wrapped.js';

it.each([
  ['short', 10, ['short']],
  ['one two three', 8, ['one two', 'three']],
  ['one two', 3, ['one', 'two']],
  ['abcdefgh', 3, ['abc', 'def', 'gh']],
  ['Scopes  read your notes', 20, ['Scopes  read your', '        notes']],
  ['Scopes      read  your notes', 16, ['Scopes      read', 'your notes']],
])('breaks "%s" at %d', (text, width, lines) => {
  expect(wrapped(text, width)).toEqual(lines);
});

it('loses no character but blanks, and is never too wide', async () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'bc', ' ', '  '), maxLength: 60 });
  await fc.assert(
    fc.property(text, fc.integer({ min: 4, max: 30 }), (line, width) => {
      const lines = wrapped(line, width);
      expect(lines.join('').replaceAll(' ', '')).toBe(line.replaceAll(' ', ''));
      expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(width);
    }),
  );
});

it('leaves commands in one line, in a terminal that is too narrow, too', () => {
  const command = '  npm create mcp-oauth-app demo -- --yes';
  expect(paragraphs(['Do it again:', command], 10)).toEqual(['Do it', 'again:', command]);
});
