/** The linter keeps the parts apart. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');
const settings = fileURLToPath(new URL('../.biome.json', import.meta.url));

const imports: readonly [folder: string, specifier: string, allowed: boolean][] = [
  ['src/oauth', '../store/contract.js', true],
  ['src/oauth/token', '../../store/contract.js', true],
  ['src/oauth', '../login/contract.js', true],
  ['src/oauth', '../pages/consent.js', true],
  ['src/oauth', '../store/index.js', false],
  ['src/oauth', '../login/index.js', false],
  ['src/oauth/token', '../../http/app.js', false],
  ['src/oauth', '../mcp/server.js', false],
  ['src/oauth', '../config.js', false],
  ['src/oauth', '../log.js', false],
  ['src/store', './contract.js', true],
  ['src/store', '../oauth/grant.js', false],
  ['src/store', '../config.js', false],
  ['src/login', '../store/contract.js', true],
  ['src/login', '../store/index.js', false],
  ['src/login', '../oauth/context.js', false],
  ['src/login', '../config/variable.js', true],
  ['src/login', '../config/variables.js', false],
  ['src/login', '../config.js', false],
  ['src/http', '../oauth/index.js', true],
  ['src/http', '../mcp/server.js', true],
  ['src/http', '../oauth/grants.js', false],
  ['src/http', '../login/index.js', false],
  ['src/http', '../server.js', false],
  ['src/http', '../actions/index.js', true],
  ['src/http', '../actions/openapi.js', false],
  ['src/actions', '../mcp/run-tool.js', true],
  ['src/actions', '../mcp/tools/index.js', false],
  ['src/actions', '../mcp/server.js', false],
  ['src/actions', '../oauth/bearer.js', false],
  ['src/actions', '../http/json.js', false],
  ['src/actions', '../store/index.js', false],
  ['src/actions', '../store/contract.js', true],
  ['src/mcp', '../actions/index.js', false],
  ['src/oauth', '../actions/index.js', false],
  ['src/mcp', '../principal.js', true],
  ['src/mcp/tools', '../../scopes.js', true],
  ['src/mcp/tools', '../../oauth/tokens.js', false],
  ['src/mcp/tools', '../../store/index.js', false],
  ['src/pages', '../oauth/context.js', false],
  ['src/pages', './page.js', true],
  ['src', './oauth/index.js', true],
  ['src', './server.js', true],
];
const files = imports.map(([folder, ...rest], n) => [`${folder}/${n}.ts`, ...rest] as const);

let folder: string;
let refused: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'imports-'));
  await cp(settings, join(folder, '.biome.json'));
  for (const [file, specifier] of files) {
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

it.each(files)('%s importing %s: %s', (file, _specifier, allowed) => {
  expect(refused.includes(`${file}:1:`), refused).toBe(!allowed);
});
