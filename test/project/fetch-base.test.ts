// A lost base comes back from the release that made the project, through real npm and a registry.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { childEnvironment } from '../../src/project/environment.js';
import { fetchBase } from '../../src/project/fetch-base.js';
import type { Manifest } from '../../src/update/manifest.js';
import { manifestPath, readManifest } from '../../src/update/manifest.js';
import { cleanEnvironment } from '../e2e/program.js';
import { createWith, makeRelease } from '../e2e/update/small-release.js';
import { packRelease } from '../registry/pack.js';
import type { Registry } from '../registry/registry.js';
import { startRegistry } from '../registry/registry.js';
import { temporaryFolder } from '../temporary-folder.js';

const signal = new AbortController().signal;
const changed = 'src/main.ts';

let registry: Registry;
let manifest: Manifest;
beforeAll(async () => {
  const old = await makeRelease({ version: '0.0.9', files: { [changed]: '// As it was.\n' } });
  const next = await makeRelease({ version: '0.1.0', files: { [changed]: '// As it is.\n' } });
  const tarballs = [old, next].map((cli) => packRelease(join(dirname(cli), '..')));
  registry = await startRegistry(await Promise.all(tarballs));
  manifest = readManifest(await readFile(join(await createWith(old), manifestPath), 'utf8'));
  expect(manifest.generator.version).toBe('0.0.9');
});
afterAll(() => registry.close());

/** A machine whose npm has an empty cache and knows one registry. */
async function machine(url = registry.url) {
  const home = await temporaryFolder();
  const env = { ...cleanEnvironment, HOME: home, npm_config_cache: join(home, '.cache') };
  await writeFile(join(home, '.npmrc'), `registry=${url}\n`);
  return { home, processes: { env, signal } };
}

describe('fetchBase', () => {
  it('gives back exactly what the recorded release wrote, from the registry the user has set', async () => {
    const { processes } = await machine();
    const base = await fetchBase(manifest, processes);
    expect(base?.[changed]?.text).toBe('// As it was.\n');
    const paths = Object.entries(manifest.files).filter(([, { owner }]) => owner !== 'once');
    expect(Object.keys(base ?? {})).toEqual(paths.map(([path]) => path));
    expect(registry.requests).toContain(
      'GET /create-mcp-oauth-app/-/create-mcp-oauth-app-0.0.9.tgz',
    );
  });

  it('is not led astray by flags of the npx that started us', async () => {
    const { processes } = await machine();
    const flags = { npm_config_call: 'echo no', npm_config_package: 'left' };
    const env = childEnvironment({ ...processes.env, ...flags });
    expect(await fetchBase(manifest, { ...processes, env })).toBeDefined();
  });

  it('takes no settings from where anybody may write', async () => {
    const { processes } = await machine();
    const temporary = await temporaryFolder();
    await writeFile(join(temporary, 'package.json'), '{}');
    await writeFile(join(temporary, '.npmrc'), 'registry=http://127.0.0.1:9/\n');
    vi.stubEnv('TMPDIR', temporary);
    const env = { ...processes.env, npm_config_fetch_retries: '0' };
    expect(await fetchBase(manifest, { ...processes, env })).toBeDefined();
    vi.unstubAllEnvs();
  });

  it('refuses what does not have the recorded hash', async () => {
    const { processes } = await machine();
    const reasons: string[] = [];
    const generator = { ...manifest.generator, version: '0.1.0' };
    const tell = (reason: string) => reasons.push(reason);
    expect(await fetchBase({ ...manifest, generator }, processes, tell)).toBeUndefined();
    expect(reasons).toEqual([
      'The recorded release renders something else than what the project was made of.',
    ]);
  });

  it('says why when the release cannot be had, and leaves nothing behind', async () => {
    const { processes } = await machine();
    const temporary = await temporaryFolder();
    vi.stubEnv('TMPDIR', temporary);
    const reasons: string[] = [];
    const tell = (reason: string) => reasons.push(reason);
    const generator = { ...manifest.generator, version: '7.7.7' };
    expect(await fetchBase({ ...manifest, generator }, processes, tell)).toBeUndefined();
    expect(reasons[0]).toBe(
      'npm could not run create-mcp-oauth-app@7.7.7: No matching version found for create-mcp-oauth-app@7.7.7.',
    );
    expect(await readdir(temporary)).toEqual([]);
    vi.unstubAllEnvs();
    const { processes: alone } = await machine('http://127.0.0.1:9/');
    const env = { ...alone.env, npm_config_fetch_retries: '0' };
    await fetchBase(manifest, { ...alone, env }, tell);
    expect(reasons[1]).toMatch(/create-mcp-oauth-app@0\.0\.9: .*ECONNREFUSED/);
  });

  it.each([
    'latest',
    '^0.0.9',
    '0.0',
    '01.0.0',
    '',
    'file:/tmp/evil',
    '0.0.9 --registry=http://127.0.0.1',
    'npm:other@1.0.0',
    'https://example.org/evil.tgz',
    '0.0.9\n',
  ])('runs nothing for the version %j', async (version) => {
    const { home } = await machine();
    const reasons: string[] = [];
    const env = { PATH: home };
    const generator = { ...manifest.generator, version };
    const tell = (reason: string) => reasons.push(reason);
    expect(await fetchBase({ ...manifest, generator }, { env, signal }, tell)).toBeUndefined();
    expect(reasons).toEqual(['The record names no exact version of create-mcp-oauth-app.']);
  });

  it('says so when there is no npm', async () => {
    const reasons: string[] = [];
    const processes = { env: { PATH: await temporaryFolder() }, signal };
    expect(await fetchBase(manifest, processes, (reason) => reasons.push(reason))).toBeUndefined();
    expect(reasons).toEqual(['npm could not run create-mcp-oauth-app@0.0.9: npm was not found']);
  });
});
