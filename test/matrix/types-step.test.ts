// What the compiler has seen in one project hides no mistake in another.
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.js';
import { projectEnvironment, repository } from './environment.js';
import { createTypesKnown } from './types-step.js';

const variant = { framework: 'hono', storage: 'sqlite', upstream: 'none' } as const;
const sound = {
  'a.ts': 'export const a = (n: number) => n;\n',
  'b.ts': "import { a } from './a.js';\nexport const b = a(1);\n",
  'c.ts': "import { b } from './b.js';\nexport const c: number = b;\n",
};

async function project(files: Record<string, string>) {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'node_modules'));
  await symlink(join(repository, 'node_modules/.bin'), join(folder, 'node_modules/.bin'));
  const compilerOptions = { strict: true, noEmit: true, module: 'NodeNext', types: [] };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  for (const [path, text] of Object.entries(files)) await writeFile(join(folder, path), text);
  return { folder, env: projectEnvironment(), variant };
}

it.each([
  ['in a changed file', { ...sound, 'c.ts': "export const c: number = 'one';\n" }, 'c.ts'],
  [
    'in a file that uses what another offers no more',
    { ...sound, 'a.ts': 'export const another = (n: number) => n;\n' },
    'b.ts',
  ],
  [
    'in a file two steps away, whose own text and imports are as they were',
    { ...sound, 'a.ts': 'export const a = (n: number) => String(n);\n' },
    'c.ts',
  ],
  [
    'in a file that uses one that is gone',
    { 'b.ts': sound['b.ts'], 'c.ts': sound['c.ts'] },
    'b.ts',
  ],
])('a mistake is found %s', async (_where, files, place) => {
  const known = createTypesKnown(true);
  expect(await known.check(await project(sound))).toMatchObject({ ok: true });
  const result = await known.check(await project(files));
  expect(result.ok).toBe(false);
  expect(result.output).toContain(place);
  // Nor does what was found wrong count as known.
  expect(await known.check(await project(files))).toMatchObject({ ok: false });
});
