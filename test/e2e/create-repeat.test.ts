// The command that create prints at its end, pasted into a shell: package managers must hand on every word.
import { readFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manifestPath, readManifest } from '../../src/update/manifest.js';
import { bun, managersEnvironment, pnpm, yarn } from '../package-managers/programs.js';
import type { Registry } from '../registry/registry.js';
import { startRegistry } from '../registry/registry.js';
import { packThisRelease } from '../registry/this-release.js';
import { temporaryFolder } from '../temporary-folder.js';
import { builtProgram, cleanEnvironment, runProgram } from './program.js';

let registry: Registry;
beforeAll(async () => {
  registry = await startRegistry([await packThisRelease(await temporaryFolder())]);
});
afterAll(() => registry.close());

const managers = [
  { name: 'npm', program: undefined },
  { name: 'pnpm', program: pnpm },
  { name: 'yarn', program: yarn },
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
        ...managersEnvironment(registry.url, home),
        PATH: program === undefined ? path : `${dirname(program)}${delimiter}${path}`,
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
