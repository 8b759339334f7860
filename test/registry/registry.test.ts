// The registry of the tests, asked by the real npm.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cleanEnvironment } from '../e2e/program.js';
import { temporaryFolder } from '../temporary-folder.js';
import { packRelease } from './pack.js';
import type { Registry } from './registry.js';
import { startRegistry } from './registry.js';

let registry: Registry;
beforeAll(async () => {
  registry = await startRegistry([await release('1.0.0'), await release('1.1.0')]);
});
afterAll(() => registry.close());

/** A package whose only program prints its version. */
async function release(version: string): Promise<string> {
  const folder = join(await temporaryFolder(), 'package');
  await mkdir(folder);
  const packageJson = { name: 'create-small', version, bin: 'small.js' };
  await writeFile(join(folder, 'package.json'), JSON.stringify(packageJson));
  await writeFile(join(folder, 'small.js'), `#!/usr/bin/env node\nconsole.log('${version}');\n`);
  return packRelease(folder);
}

/** Runs npm with an empty cache. @returns the last line that it prints */
async function npm(...args: string[]): Promise<string> {
  const cwd = await temporaryFolder();
  const env = {
    ...cleanEnvironment,
    npm_config_registry: registry.url,
    npm_config_cache: join(cwd, '.cache'),
    npm_config_yes: 'true',
  };
  const { stdout } = await execa('npm', args, { cwd, env, extendEnv: false });
  return stdout.split('\n').at(-1) ?? '';
}

it('gives npm the newest version of a package, or any by its number', async () => {
  expect(await npm('exec', 'create-small')).toBe('1.1.0');
  expect(await npm('create', 'small@latest')).toBe('1.1.0');
  expect(await npm('exec', 'create-small@1.0.0')).toBe('1.0.0');
  const tarball = (version: string) => `GET /create-small/-/create-small-${version}.tgz`;
  expect(registry.requests).toEqual(expect.arrayContaining([tarball('1.0.0'), tarball('1.1.0')]));
});

it('knows no other package and no other version', async () => {
  await expect(npm('exec', 'create-large')).rejects.toThrow('404');
  await expect(npm('exec', 'create-small@3.0.0')).rejects.toThrow('create-small@3.0.0');
});
