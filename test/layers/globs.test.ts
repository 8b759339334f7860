// The globs of layer.json.
import { expect, it } from 'vitest';
import { matching } from '../../src/layers/globs.js';

it.each([
  ['README.md', 'README.md', true],
  ['docs/README.md', 'README.md', false],
  ['src/mcp/tools/notes.ts', 'src/mcp/tools/**', true],
  ['src/mcp/tools/deep/a.ts', 'src/mcp/tools/**', true],
  ['src/mcp/tools', 'src/mcp/tools/**', false],
  ['src/mcp/server.ts', 'src/mcp/tools/**', false],
  ['a.test.ts', '**/*.test.ts', true],
  ['test/deep/a.test.ts', '**/*.test.ts', true],
  ['test/a.ts', '**/*.test.ts', false],
  ['axb', 'a.b', false],
  ['src/deep/a.ts', 'src/*.ts', false],
])('says of %s against %s: %s', (path, glob, expected) => {
  expect(matching([glob])(path)).toBe(expected);
});
