// npm run matrix: renders, installs, checks, tests and builds every variant that exists.
// --only NAME picks variants; --all repeats tests whose code another variant has tested already;
// --keep leaves the projects behind.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { choices } from '../../src/answers/schema.js';
import { availableVariants, variantName } from '../../src/layers/registry.js';
import { newestNode } from './newest-node.js';
import { inPool } from './pool.js';
import { createProven } from './proven.js';
import type { VariantResult } from './run-variant.js';
import { runVariant } from './run-variant.js';
import { warmStore } from './warm-store.js';

const parallel = 2;
const defaultVariant = variantName({
  framework: choices.framework.default,
  storage: choices.storage.default,
  upstream: choices.upstream.default,
});

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    installer: { type: 'string' },
    results: { type: 'string' },
    keep: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
  },
});

const chosen = availableVariants().filter(
  (variant) => values.only === undefined || values.only.includes(variantName(variant)),
);
if (chosen.length === 0) throw new Error(`No such variant: ${values.only?.join(', ')}`);

const folder = await mkdtemp(join(tmpdir(), 'create-mcp-oauth-app-matrix-'));
try {
  const results = await runAll();
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  for (const { name } of results.filter((result) => result.failed > 0)) {
    console.log(`\n${name} failed. To repeat just it: npm run matrix -- --only ${name} --keep`);
  }
  console.log(
    `\n${results.length} of ${chosen.length} variants: ${passed} passed, ${failed} failed`,
  );
  if (values.results !== undefined) {
    await writeFile(values.results, JSON.stringify({ passed, failed }));
  }
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  if (values.keep) console.log(`Kept: ${folder}`);
  else await rm(folder, { recursive: true, force: true });
}

/** Real npm for the default variant, pnpm from one warm store for all others. */
async function runAll(): Promise<VariantResult[]> {
  const installerOf = (name: string) =>
    values.installer ?? (name === defaultVariant ? 'npm' : 'pnpm');
  const names = chosen.map(variantName);
  const store = names.some((name) => installerOf(name) === 'pnpm')
    ? await warmStore(chosen, join(folder, '.store'))
    : undefined;
  const proven = createProven(!values.all);
  return inPool(parallel, chosen, (variant) => {
    const name = variantName(variant);
    return runVariant({
      variant,
      name,
      folder: join(folder, name),
      databases: {},
      proven,
      ...(installerOf(name) === 'pnpm' && store !== undefined ? { store } : {}),
      ...(name === defaultVariant ? { newestNode: newestNode() } : {}),
    });
  });
}
