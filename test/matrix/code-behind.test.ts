// Variants run a test again only if code that it reaches differs.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import type { Variant } from '../../src/answers/schema.js';
import { renderVariant } from '../render/snapshots.js';
import { temporaryFolder } from '../temporary-folder.js';
import { codeBehind } from './code-behind.js';

const hono: Variant = { framework: 'hono', storage: 'sqlite', upstream: 'none' };

/** @param change of the text of one file */
async function behind(variant: Variant, change = (_path: string, text: string) => text) {
  const folder = await temporaryFolder();
  const tree = await renderVariant(variant);
  for (const [path, { text }] of tree) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), change(path, text));
  }
  return codeBehind(folder, [...tree.keys()]);
}

async function differing(...args: Parameters<typeof behind>): Promise<string[]> {
  const [one, other] = await Promise.all([behind(hono), behind(...args)]);
  return [...other].filter(([test, digest]) => one.get(test) !== digest).map(([test]) => test);
}

it('another framework repeats the tests that go through its socket, and few others', async () => {
  const tests = await differing({ ...hono, framework: 'express' });
  expect(tests).toEqual(expect.arrayContaining(['test/flow.test.ts', 'test/main.test.ts']));
  expect(tests).toContain('test/hostile/socket.test.ts');
  expect(
    tests.filter((test) => /^test\/(oauth|admin|store|config|log|pages)\//.test(test)),
  ).toEqual([]);
});

it('another storage repeats the tests of the store', async () => {
  const tests = await differing({ ...hono, storage: 'redis' });
  expect(tests).toContain('test/store/races.test.ts');
  expect(tests).not.toContain('test/oauth/grant/redeem.test.ts');
});

it('a changed line repeats the tests that reach it', async () => {
  const tests = await differing(hono, (path, text) =>
    path === 'src/oauth/sha256.ts' ? text.replace("'SHA-256'", "'SHA-512'") : text,
  );
  expect(tests).toContain('test/oauth/sha256.test.ts');
  expect(tests).toContain('test/flow.test.ts');
});

it('a changed comment repeats only what reads the text', async () => {
  const tests = await differing(hono, (path, text) =>
    path.startsWith('src/') && path.endsWith('.ts') ? `// Mine.\n${text}` : text,
  );
  expect(tests.length).toBeLessThan(5);
});
