// The list of checks that npm run deletion takes out is complete.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checks, folders, withoutChecks } from '../../../scripts/deletion/checks.js';
import { exportedFunctions, withBody } from '../../../scripts/deletion/without.js';
import { root } from '../../../scripts/run.js';

const oauth = join(root, 'templates', 'base', 'files', 'src', 'oauth');
const source = (file: string) => readFileSync(join(oauth, file), 'utf8');

const files = Object.keys(folders).flatMap((folder) =>
  readdirSync(join(oauth, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.ts')),
);

it('names every file, either with its checks or with why it has none', () => {
  const listed = [...Object.keys(checks), ...Object.keys(withoutChecks)];
  expect(listed.sort()).toEqual(files.sort());
});

it.each(Object.entries(checks))('names every exported function of %s', (file, functions) => {
  const missing = exportedFunctions(source(file)).filter((name) => !(name in functions));
  expect(missing).toEqual([]);
});

it.each(
  Object.entries(checks).flatMap(([file, functions]) =>
    Object.entries(functions).map(([name, body]) => [file, name, body] as const),
  ),
)('changes nothing of %s but the body of %s', (file, name, body) => {
  const before = source(file);
  const after = withBody(before, name, body);
  expect(after).not.toBe(before);
  expect(after).toContain(body);
  expect(exportedFunctions(after)).toEqual(exportedFunctions(before));
});
