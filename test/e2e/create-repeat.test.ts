// The command that create prints at its end, pasted into a shell: package managers must hand on every word.
import { readFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manifestPath, readManifest } from '../../src/update/manifest.js';
import type { Registry } from '../registry/registry.js';
import { startRegistry } from '../registry/registry.js';
import { packThisRelease } from '../registry/this-release.js';
import { temporaryFolder } from '../temporary-folder.js';
import { bunProgram, pnpm } from './package-managers.js';
import { builtProgram, cleanEnvironment, runProgram } from './program.js';

let registry: Registry;
beforeAll(async () => {
  registry = await startRegistry([await packThisRelease(await temporaryFolder())]);
});
afterAll(() => registry.close());

const bun = await bunProgram();
const managers = [
  { name: 'npm', program: undefined },
  { name: 'pnpm', program: pnpm },
  ...(bun === undefined ? [] : [{ name: 'bun', program: bun }]),
];

/** Words that a shell, or a program that passes them on through one, could change. */
const scopes = `a:read=Say "it's" for $5 & see * things,a:write>a:read=Change \\ them`;

describe.each(managers)('the command for $name', ({ name, program }) => {
  it('makes the same project again', async () => {
    const [first, second] = [await temporaryFolder(), await temporaryFolder()];
    const home = await temporaryFolder();
    const args = [
      ...["it's here", '--name', '@acme/notes', '--package-manager', name],
      ...['--scopes', scopes, '--no-install', '--no-git', '--yes', '--json'],
    ];
    const run = await runProgram(builtProgram, args, first);
    const { repeat, answers } = JSON.parse(run.stdout);
    const path = cleanEnvironment['PATH'] ?? '';
    await execa('sh', ['-c', repeat], {
      cwd: second,
      env: {
        ...cleanEnvironment,
        PATH: program === undefined ? path : `${dirname(program)}${delimiter}${path}`,
        ...{ npm_config_registry: registry.url, pnpm_config_registry: registry.url },
        ...{ npm_config_yes: 'true', npm_config_cache: home, XDG_CACHE_HOME: home },
        ...{ XDG_DATA_HOME: home, PNPM_HOME: home, BUN_INSTALL: home, TMPDIR: home },
        BUN_INSTALL_CACHE_DIR: home,
      },
      extendEnv: false,
      stdin: 'ignore',
    });
    const project = join(second, "it's here");
    const manifest = readManifest(await readFile(join(project, manifestPath), 'utf8'));
    expect(manifest.answers).toEqual(answers);
    expect(manifest.answers.scopes).toHaveLength(2);
  });
});
