// The packed release, fetched and started by package managers with empty caches.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manifestPath, readManifest } from '../../src/update/manifest.js';
import type { Registry } from '../registry/registry.js';
import { startRegistry } from '../registry/registry.js';
import { packThisRelease } from '../registry/this-release.js';
import { temporaryFolder } from '../temporary-folder.js';
import { bunProgram, pnpm } from './package-managers.js';
import { cleanEnvironment } from './program.js';

let registry: Registry;
beforeAll(async () => {
  registry = await startRegistry([await packThisRelease(await temporaryFolder())]);
});
afterAll(() => registry.close());

interface Manager {
  readonly name: 'npm' | 'pnpm' | 'bun';
  readonly program: string;
  readonly create: readonly string[];
  /** Points it to the registry, and to a folder for everything that it keeps. */
  readonly env: (home: string) => NodeJS.ProcessEnv;
}

const managers: Manager[] = [
  {
    name: 'npm',
    program: 'npm',
    create: ['create', 'mcp-oauth-app@latest', 'app', '--'],
    env: (home) => ({ npm_config_cache: home, npm_config_yes: 'true' }),
  },
  {
    name: 'pnpm',
    program: pnpm,
    create: ['create', 'mcp-oauth-app@latest', 'app'],
    env: (home) => ({
      pnpm_config_registry: registry.url,
      XDG_CACHE_HOME: home,
      XDG_DATA_HOME: home,
      PNPM_HOME: home,
    }),
  },
];

const bun = await bunProgram();
if (bun !== undefined) {
  managers.push({
    name: 'bun',
    program: bun,
    create: ['create', 'mcp-oauth-app@latest', 'app'],
    env: (home) => ({ BUN_INSTALL: home, BUN_INSTALL_CACHE_DIR: home, TMPDIR: home }),
  });
}

describe.each(managers)('$name create', ({ name, program, create, env }) => {
  it('fetches one package and makes a project that names the manager', async () => {
    const [cwd, home] = [await temporaryFolder(), await temporaryFolder()];
    const before = registry.requests.length;
    const { stdout } = await execa(program, [...create, '--yes', '--no-install'], {
      cwd,
      env: { ...cleanEnvironment, npm_config_registry: registry.url, ...env(home) },
      extendEnv: false,
      stdin: 'ignore',
    });
    const fetched = registry.requests.slice(before).filter((request) => request.includes('/-/'));
    expect(fetched).toHaveLength(1);
    expect(stdout).toContain('app is ready.');
    expect(await readdir(cwd)).toEqual(['app']);
    const project = join(cwd, 'app');
    expect(await readdir(project)).toEqual(
      expect.arrayContaining(['.env', '.git', '.gitignore', 'package.json', 'src', 'test']),
    );
    const manifest = readManifest(await readFile(join(project, manifestPath), 'utf8'));
    expect(manifest.answers.packageManager).toBe(name);
  });
});
