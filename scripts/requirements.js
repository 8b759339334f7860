// npm run requirements [-- --check] [--results FILE]: writes docs/requirements.md out of the tests.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join as path } from 'node:path';
import { parseArgs } from 'node:util';
import { incidentSections } from './requirements/incidents.js';
import { join } from './requirements/join.js';
import { render } from './requirements/render.js';
import { readTitles } from './requirements/titles.js';
import { root } from './run.js';

const { values } = parseArgs({
  options: { check: { type: 'boolean', default: false }, results: { type: 'string' } },
});
const page = path(root, 'docs', 'requirements.md');

const data = JSON.parse(readFileSync(path(root, 'docs', 'requirements.json'), 'utf8'));
const files = testFiles().map((name) => ({
  path: name,
  titles: readTitles(readFileSync(path(root, name), 'utf8')),
}));
const incidents = incidentSections(data.incidents);
const { rows, problems } = join([...data.sections, ...incidents], files);
const text = render({ ...data, incidents }, rows);

if (!values.check) writeFileSync(page, text);
else if (readPage() !== text) {
  problems.push('docs/requirements.md is not up to date: npm run requirements writes it.');
}
for (const problem of problems) console.error(problem);
const counts = { passed: Math.max(rows.size - problems.length, 0), failed: problems.length };
console.log(`${counts.passed} of ${rows.size} requirements and incidents are as they should be.`);
if (values.results !== undefined) writeFileSync(values.results, JSON.stringify(counts));
process.exitCode = problems.length === 0 ? 0 : 1;

/** @returns {string[]} the test files of every layer and of this repository, sorted */
function testFiles() {
  const tests = ['templates', 'test'].flatMap((folder) =>
    readdirSync(path(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .filter((name) => name.endsWith('.test.ts') && !name.startsWith('test/snapshots/')),
  );
  return tests.sort();
}

function readPage() {
  try {
    return readFileSync(page, 'utf8');
  } catch {
    return undefined;
  }
}
