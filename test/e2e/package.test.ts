// What npm would publish.
import { readFile } from 'node:fs/promises';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { beforeAll, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { filesOf } from '../registry/tarball.js';
import { packThisRelease } from '../registry/this-release.js';
import { temporaryFolder } from '../temporary-folder.js';

/** Bytes of the tarball. It is most of what somebody waits for who starts the program with npm. */
const sizeLimit = 400_000;

let tarball: Buffer;
let files: Map<string, Buffer>;
beforeAll(async () => {
  tarball = await readFile(await packThisRelease(await temporaryFolder()));
  files = await filesOf(tarball);
});

it('holds the program, its layers, the licences of what is bundled, and nothing else', () => {
  expect([...files.keys()].sort()).toEqual([
    'LICENSE',
    'README.md',
    'dist/LICENSES.txt',
    'dist/cli.js',
    'package.json',
    'templates/layers.br',
    'templates/releases.json',
  ]);
});

it('is small', () => {
  expect(tarball.length).toBeLessThanOrEqual(sizeLimit);
});

it('names every package that is in the bundle, with the words of its licence', () => {
  const licences = files.get('dist/LICENSES.txt')?.toString() ?? '';
  for (const name of ['@clack/prompts', 'cross-spawn', 'jsonc-parser']) {
    expect(licences).toMatch(
      new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(\\w+\\)\\n\\n.{100}`, 'ms'),
    );
  }
});

it('has no runtime dependencies and needs no install script', () => {
  const published = JSON.parse(files.get('package.json')?.toString() ?? '{}');
  for (const key of ['dependencies', 'optionalDependencies', 'peerDependencies']) {
    expect(published).not.toHaveProperty(key);
  }
  expect(Object.keys(packageJson.scripts)).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^(pre|post)?install$/)]),
  );
});

it('pleases publint', async () => {
  const { messages, pkg } = await publint({
    pack: { tarball: Uint8Array.from(tarball).buffer },
    strict: true,
  });
  expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
});

it('pleases "are the types wrong": there is nothing to import, so nothing has types', async () => {
  const analysis = await checkPackage(createPackageFromTarballData(Uint8Array.from(tarball)));
  expect(analysis).toMatchObject({ packageName: packageJson.name, types: false });
});
