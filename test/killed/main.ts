// npm run kills: kills the servers of generated projects, with clients at work, and holds the next ones to what those were told.
// --times N instead of 200; --storage NAME picks storages, otherwise SQLite and PostgreSQL.
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { execa } from 'execa';
import { choices } from '../../src/answers/schema.js';
import { availableVariants, variantName } from '../../src/layers/registry.js';
import { projectEnvironment, repository } from '../matrix/environment.js';
import { renderVariant } from '../render/snapshots.js';

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '200' },
    storage: { type: 'string', multiple: true, default: ['sqlite', 'postgres'] },
  },
});

const chosen = availableVariants().filter(
  ({ framework, storage, upstream }) =>
    framework === choices.framework.default &&
    upstream === choices.upstream.default &&
    values.storage.includes(storage),
);
if (chosen.length === 0) throw new Error(`No such storage: ${values.storage.join(', ')}`);

for (const variant of chosen) {
  console.log(`\n== ${variantName(variant)}: ${values.times} times`);
  const folder = await mkdtemp(join(tmpdir(), 'create-mcp-oauth-app-kills-'));
  try {
    for (const [path, { text }] of await renderVariant(variant)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'), 'junction');
    const vitest = join(repository, 'node_modules', 'vitest', 'vitest.mjs');
    const { exitCode } = await execa(process.execPath, [vitest, 'run', 'test/killed'], {
      cwd: folder,
      env: { ...projectEnvironment(), KILLS: values.times },
      extendEnv: false,
      stdio: 'inherit',
      reject: false,
    });
    if (exitCode !== 0) process.exitCode = 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
