// Variants run a test again only if code that it reaches differs.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import type { Variant } from '../../src/answers/schema.js';
import { availableValues } from '../../src/layers/registry.js';
import { renderVariant } from '../render/snapshots.js';
import { temporaryFolder } from '../temporary-folder.js';
import { layersApart } from './apart.js';
import { codeBehind, reach } from './code-behind.js';
import { createProven } from './proven.js';
import { readSources } from './sources.js';

const unchanged = (_path: string, text: string) => text;

const hono: Variant = { framework: 'hono', storage: 'sqlite', upstream: 'none' };

/** @param change of the text of one file */
async function behind(variant: Variant, change = unchanged) {
  const { folder, files } = await written(variant, change);
  return codeBehind(folder, files);
}

async function written(variant: Variant, change = unchanged) {
  const folder = await temporaryFolder();
  const tree = await renderVariant(variant);
  for (const [path, { text }] of tree) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), change(path, text));
  }
  return { folder, files: [...tree.keys()] };
}

async function differing(...args: Parameters<typeof behind>): Promise<string[]> {
  const [one, other] = await Promise.all([behind(hono), behind(...args)]);
  return [...other]
    .filter(([test, digests]) => `${one.get(test)}` !== `${digests}`)
    .map(([test]) => test);
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

it('a changed program repeats the tests that start it', async () => {
  const programs = ['test/store/child.ts', 'test/store/fill-disk.ts'];
  const tests = await differing(hono, (path, text) =>
    programs.includes(path) ? `${text}\nconsole.log(1);\n` : text,
  );
  expect(tests).toContain('test/store/processes.test.ts');
  expect(tests).toContain('test/store/unavailable.test.ts');
  expect(tests.length).toBeLessThan(10);
});

it('a changed comment repeats only what reads the text', async () => {
  const tests = await differing(hono, (path, text) =>
    path.startsWith('src/') && path.endsWith('.ts') ? `// Mine.\n${text}` : text,
  );
  expect(tests.length).toBeLessThan(5);
});

it('another framework on another storage repeats only what starts both together', async () => {
  const proven = createProven(true);
  const claim = async (framework: Variant['framework'], storage: Variant['storage']) => {
    const variant = { ...hono, framework, storage };
    const { folder, files } = await written(variant);
    const behind = await codeBehind(folder, files, await layersApart(variant));
    return proven.claim(`${framework}-${storage}`, behind).files;
  };
  await claim('hono', 'sqlite');
  expect(await claim('hono', 'redis')).toContain('test/flow.test.ts');
  expect(await claim('express', 'sqlite')).toContain('test/flow.test.ts');
  expect(await claim('express', 'redis')).toEqual(['test/main.test.ts']);
});

const frameworks = availableValues('framework') as Variant['framework'][];
const storages = availableValues('storage') as Variant['storage'][];

it.each(
  frameworks.map((framework, index) => ({ framework, storage: storages[index] ?? 'sqlite' })),
)('$framework does not reach $storage, nor the other way round', async (layers) => {
  const variant = { ...hono, ...layers };
  const { folder, files } = await written(variant);
  const sources = await readSources(folder, files);
  const { framework, storage } = await layersApart(variant);
  const reached = (layer: ReadonlySet<string>) =>
    [...layer].filter((file) => file.startsWith('src/')).flatMap((file) => reach(file, sources));
  expect(reached(framework).filter((file) => storage.has(file))).toEqual([]);
  expect(reached(storage).filter((file) => framework.has(file))).toEqual([]);
  expect(reached(framework).length * reached(storage).length).toBeGreaterThan(0);
});

it('every storage is among them', () => {
  expect(storages.length).toBeLessThanOrEqual(frameworks.length);
});
