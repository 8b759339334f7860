// The packed release, fetched and started by package managers with empty caches.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manifestPath, readManifest } from '../../src/update/manifest.js';
import { bun, managersEnvironment, pnpm, yarn } from '../package-managers/programs.js';
import type { Registry } from '../registry/registry.js';
import { startRegistry } from '../registry/registry.js';
import { packThisRelease } from '../registry/this-release.js';
import { temporaryFolder } from '../temporary-folder.js';
import { cleanEnvironment } from './program.js';

let registry: Registry;
beforeAll(async () => {
  registry = await startRegistry([await packThisRelease(await temporaryFolder())]);
});
afterAll(() => registry.close());

interface Manager {
  readonly name: 'npm' | 'pnpm' | 'yarn' | 'bun';
  readonly command: readonly [program: string, ...args: string[]];
}

const create = ['create', 'mcp-oauth-app@latest', 'app'] as const;
const managers: Manager[] = [
  { name: 'npm', command: ['npm', ...create, '--'] },
  { name: 'pnpm', command: [pnpm, ...create] },
  { name: 'yarn', command: [yarn, ...create] },
];
if (bun !== undefined) managers.push({ name: 'bun', command: [bun, ...create] });

describe.each(managers)('$name create', ({ name, command: [program, ...args] }) => {
  it('fetches one package and makes a project that names the manager', async () => {
    const [cwd, home] = [await temporaryFolder(), await temporaryFolder()];
    const before = registry.requests.length;
    const { stdout } = await execa(program, [...args, '--yes', '--no-install'], {
      cwd,
      env: { ...cleanEnvironment, ...managersEnvironment(registry.url, home) },
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
