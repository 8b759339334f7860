// npm run matrix: renders, installs, checks, tests and builds every variant that exists.
// --only NAME picks projects, such as hono-sqlite-none; --all repeats what was tested or checked in another variant already;
// --keep leaves the projects behind.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { availableVariants } from '../../src/layers/registry.js';
import { temporaryPlace } from '../temporary-place.js';
import { createDatabases } from './connection/database.js';
import { hasNewestNode } from './newest-node.js';
import { inPool } from './pool.js';
import { createProven } from './proven.js';
import { createRanSomewhere } from './ran-somewhere.js';
import { perform } from './run.js';
import { allRuns } from './runs.js';
import { createTypesKnown } from './types-step.js';
import { warmStore } from './warm-store.js';

// Tests wait about a third of their time: for sockets, for other processes, for a lock.
const parallel = availableParallelism() + 1;

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    results: { type: 'string' },
    keep: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
  },
});

// For what is started here, too: projects have thousands of files, and tests write to their databases.
process.env['TMPDIR'] = temporaryPlace();

const databases = createDatabases();
const folder = await mkdtemp(join(tmpdir(), 'create-mcp-oauth-app-matrix-'));
try {
  const store = warmStore(availableVariants(), join(folder, '.store'));
  const ranSomewhere = createRanSomewhere();
  const proven = createProven(!values.all);
  const linted = createProven(!values.all);
  const typesKnown = createTypesKnown(!values.all);
  const shared = { folder, store, proven, linted, typesKnown, ranSomewhere, databases };
  const runs = allRuns(shared);
  const chosen = runs.filter(({ name }) => values.only?.includes(name) ?? true);
  if (chosen.length === 0) {
    throw new Error(`Nothing is named so. There are: ${runs.map(({ name }) => name).join(', ')}`);
  }
  const started = performance.now();
  const results = await inPool(parallel, chosen, perform);
  const minutes = (performance.now() - started) / 60_000;
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  // Only all projects together can tell.
  const never = chosen.length === runs.length ? ranSomewhere.never() : [];
  if (never.length > 0) console.log(`\nLeft out everywhere:\n${never.join('\n')}`);
  const once = hasNewestNode && chosen.length === runs.length ? ranSomewhere.onOneNode() : [];
  if (once.length > 0) console.log(`\nOn one Node only:\n${once.join('\n')}`);
  const failed =
    never.length + once.length + results.reduce((sum, result) => sum + result.failed, 0);
  const failures = [...never, ...once, ...results.flatMap((result) => result.failures)];
  for (const { name, failures } of results.filter((result) => result.failed > 0)) {
    console.log(`\n${failures.join('\n')}`);
    console.log(`${name} failed. To repeat just it: npm run matrix -- --only ${name} --keep`);
  }
  console.log(
    `\n${results.length} of ${runs.length} projects in ${minutes.toFixed(1)} min: ${passed} passed, ${failed} failed`,
  );
  if (values.results !== undefined) {
    await writeFile(values.results, JSON.stringify({ passed, failed, failures }));
  }
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  await databases.close();
  if (values.keep) console.log(`Kept: ${folder}`);
  else await rm(folder, { recursive: true, force: true });
}
