// Files stay short: here, and in what is generated.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { namedVariants, renderVariant } from './render/snapshots.js';

const medianLimit = 70;
const longestLimit = 300;

type Lengths = ReadonlyMap<string, number>;

const linesOf = (text: string) => text.split('\n').length - 1;

function expectShort(lengths: Lengths): void {
  const sorted = [...lengths.values()].sort((left, right) => left - right);
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(medianLimit);
  expect([...lengths].filter(([, lines]) => lines > longestLimit)).toEqual([]);
}

it('keeps the scaffolder in short files', async () => {
  const folder = join(import.meta.dirname, '../src');
  const entries = await readdir(folder, { recursive: true });
  const code = entries.filter((path) => path.endsWith('.ts'));
  const pairs = code.map(
    async (path) => [path, linesOf(await readFile(join(folder, path), 'utf8'))] as const,
  );
  expectShort(new Map(await Promise.all(pairs)));
});

it.each(namedVariants)('keeps the source of $name in short files', async ({ variant }) => {
  const tree = await renderVariant(variant);
  const code = [...tree].filter(([path]) => path.startsWith('src/') && path.endsWith('.ts'));
  expectShort(new Map(code.map(([path, { text }]) => [path, linesOf(text)])));
});
