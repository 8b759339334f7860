/** The linter keeps the parts of the house apart: who may import whom. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');
const settings = fileURLToPath(new URL('../.biome.json', import.meta.url));

/** File, what it imports, and whether it may. */
const imports: readonly [file: string, specifier: string, allowed: boolean][] = [
  ['src/oauth/a.ts', '../store/contract.js', true],
  ['src/oauth/token/b.ts', '../../store/contract.js', true],
  ['src/oauth/c.ts', '../login/contract.js', true],
  ['src/oauth/d.ts', '../pages/consent.js', true],
  ['src/oauth/e.ts', '../store/index.js', false],
  ['src/oauth/f.ts', '../login/index.js', false],
  ['src/oauth/token/g.ts', '../../http/app.js', false],
  ['src/oauth/h.ts', '../mcp/server.js', false],
  ['src/oauth/i.ts', '../config.js', false],
  ['src/oauth/j.ts', '../log.js', false],
  ['src/store/a.ts', './contract.js', true],
  ['src/store/b.ts', '../oauth/grant.js', false],
  ['src/store/c.ts', '../config.js', false],
  ['src/login/a.ts', '../store/contract.js', true],
  ['src/login/b.ts', '../store/index.js', false],
  ['src/login/c.ts', '../oauth/context.js', false],
  ['src/login/d.ts', '../config/variable.js', true],
  ['src/login/e.ts', '../config/variables.js', false],
  ['src/login/f.ts', '../config.js', false],
  ['src/http/a.ts', '../oauth/index.js', true],
  ['src/http/b.ts', '../mcp/server.js', true],
  ['src/http/c.ts', '../oauth/grants.js', false],
  ['src/http/d.ts', '../login/index.js', false],
  ['src/http/e.ts', '../server.js', false],
  ['src/http/f.ts', '../actions/index.js', true],
  ['src/http/g.ts', '../actions/openapi.js', false],
  ['src/actions/a.ts', '../mcp/run-tool.js', true],
  ['src/actions/b.ts', '../mcp/tools/index.js', false],
  ['src/actions/c.ts', '../mcp/server.js', false],
  ['src/actions/d.ts', '../oauth/bearer.js', false],
  ['src/actions/e.ts', '../http/json.js', false],
  ['src/actions/f.ts', '../store/index.js', false],
  ['src/actions/g.ts', '../store/contract.js', true],
  ['src/mcp/e.ts', '../actions/index.js', false],
  ['src/oauth/k.ts', '../actions/index.js', false],
  ['src/mcp/a.ts', '../principal.js', true],
  ['src/mcp/tools/b.ts', '../../scopes.js', true],
  ['src/mcp/tools/c.ts', '../../oauth/tokens.js', false],
  ['src/mcp/tools/d.ts', '../../store/index.js', false],
  ['src/pages/a.ts', '../oauth/context.js', false],
  ['src/pages/b.ts', './page.js', true],
  ['src/server.ts', './oauth/index.js', true],
  ['src/start.ts', './server.js', true],
];

let folder: string;
let refused: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'imports-'));
  await cp(settings, join(folder, '.biome.json'));
  for (const [file, specifier] of imports) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), `export { a } from '${specifier}';\n`);
  }
  const args = [biome, 'lint', '--only=style/noRestrictedImports', '--max-diagnostics=none', '.'];
  refused = await new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: folder }, (_error, stdout, stderr) =>
      resolve(stdout + stderr),
    );
  });
});
afterAll(() => rm(folder, { recursive: true }));

it.each(imports)('%s importing %s: %s', (file, _specifier, allowed) => {
  expect(refused.includes(`${file}:1:`), refused).toBe(!allowed);
});
