// Commands that pages tell people to run here.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };

const repository = join(import.meta.dirname, '../..');
/** Those of these pages are of this repository; elsewhere they may be of a generated project. */
const pages = [
  'CONTRIBUTING.md',
  'docs/tested.md',
  'docs/releasing.md',
  '.github/pull_request_template.md',
];
const scripts = Object.keys(packageJson.scripts);

it.each(pages)('exist where %s names them', (page) => {
  const text = readFileSync(join(repository, page), 'utf8');
  const named = [...text.matchAll(/npm run ([a-z:-]+)/g)].map(([, name]) => name);
  expect(named.length).toBeGreaterThan(0);
  for (const name of named) expect(scripts).toContain(name);
});

it('are all explained in CONTRIBUTING.md', () => {
  const text = readFileSync(join(repository, 'CONTRIBUTING.md'), 'utf8');
  /** Run by npm itself, or part of another one. */
  const silent = ['test', 'prepare', 'prepack'];
  const missing = scripts.filter(
    (name) => !silent.includes(name) && !text.includes(`npm run ${name}`),
  );
  expect(missing).toEqual([]);
});
