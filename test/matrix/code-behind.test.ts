// Variants run a test again only if code that it reaches differs.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import type { Variant } from '../../src/answers/schema.js';
import { layeredKeys } from '../../src/answers/schema.js';
import { availableValues, variantName } from '../../src/layers/registry.js';
import { renderVariant } from '../render/snapshots.js';
import { temporaryFolder } from '../temporary-folder.js';
import { layersApart } from './apart.js';
import type { CodeBehind } from './code-behind.js';
import { codeBehind, reach } from './code-behind.js';
import { createProven } from './proven.js';
import { readSources } from './sources.js';

const frameworks = availableValues('framework');
const storages = availableValues('storage');
const upstreams = availableValues('upstream');

/** Of what is answered besides the layers, others read the name alone. */
const scopesAreRead = 'src/scopes.ts';

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
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), change(path, text));
  }
  return { folder, files: [...tree.keys()] };
}

let byDefault: ReturnType<typeof behind> | undefined;

async function differing(...args: Parameters<typeof behind>): Promise<string[]> {
  byDefault ??= behind(hono);
  const [one, other] = await Promise.all([byDefault, behind(...args)]);
  return [...other]
    .filter(([test, { digests }]) => `${one.get(test)?.digests}` !== `${digests}`)
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

it('layers that were tested with others repeat only what starts all together', async () => {
  const claim = await claiming();
  await claim({});
  expect(await claim({ storage: 'redis' })).toContain('test/flow.test.ts');
  expect(await claim({ framework: 'express' })).toContain('test/flow.test.ts');
  expect(await claim({ upstream: 'oidc' })).toContain('test/flow.test.ts');
  expect(await claim({ framework: 'express', storage: 'redis' })).toEqual(['test/main.test.ts']);
  expect(await claim({ framework: 'express', upstream: 'oidc' })).toEqual(['test/main.test.ts']);
});

it('tests that a storage leaves out are not proven by it for other layers', async () => {
  const claim = await claiming();
  await claim({ storage: 'memory', upstream: 'oidc' });
  await claim({});
  const tests = await claim({ upstream: 'oidc' });
  expect(tests).toContain('test/two-processes.test.ts');
  expect(tests).not.toContain('test/flow.test.ts');
});

it('tests that a layer brings along run with every storage that they reach', async () => {
  const claim = await claiming();
  await claim({ upstream: 'oidc' });
  await claim({ storage: 'redis' });
  const tests = await claim({ storage: 'redis', upstream: 'oidc' });
  expect(tests).toEqual(expect.arrayContaining(['test/login/tokens.test.ts']));
  expect(tests).not.toContain('test/flow.test.ts');
});

async function claiming() {
  const proven = createProven(true);
  return async (layers: Partial<Variant>) => {
    const variant = { ...hono, ...layers };
    return proven.claim(variantName(variant), await behindApart(variant)).files;
  };
}

const known = new Map<string, Promise<CodeBehind>>();

function behindApart(variant: Variant): Promise<CodeBehind> {
  const name = variantName(variant);
  const found = known.get(name) ?? read(variant);
  known.set(name, found);
  return found;
}

async function read(variant: Variant): Promise<CodeBehind> {
  const { folder, files } = await written(variant);
  return codeBehind(folder, files, await layersApart(variant));
}

const variants = frameworks.map((framework, index) => ({
  framework,
  storage: storages[index % storages.length],
  upstream: upstreams[index % upstreams.length],
})) as Variant[];

it('every layer is among them', () => {
  expect(frameworks.length).toBeGreaterThanOrEqual(Math.max(storages.length, upstreams.length));
});

it.each(variants)(
  'no layer of $framework, $storage, $upstream reaches another',
  async (variant) => {
    const { folder, files } = await written(variant);
    const sources = await readSources(folder, files);
    const apart = await layersApart(variant);
    const kinds = layeredKeys.map((_key, index) => apart[index] ?? new Set<string>());
    for (const own of kinds) {
      const code = [...own].filter((file) => file.startsWith('src/'));
      const reached = code.flatMap((file) => reach(file, sources));
      expect(reached.length).toBeGreaterThan(0);
      expect(reached.filter((file) => kinds.some((set) => set !== own && set.has(file)))).toEqual(
        [],
      );
      expect(reached).not.toContain(scopesAreRead);
    }
    const readers = [...sources].filter(([, { text }]) => text.includes('project.scopes'));
    expect(readers.map(([file]) => file)).toEqual([scopesAreRead]);
  },
);
