// The built program, with the real templates or with small ones, ready to be run in a test.
import { chmod, cp, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { execa } from 'execa';
import { smallLayers } from '../layers/small-layers.js';
import { temporaryFolder } from '../temporary-folder.js';
import { cleanEnvironment } from './clean-environment.js';

export { cleanEnvironment } from './clean-environment.js';

const repository = join(import.meta.dirname, '../..');

/** `npm run build` makes it; `npm test` builds first. */
export const builtProgram = join(repository, 'dist/cli.js');

/** Runs the program without a terminal, with `input` on standard input, and waits for it. */
export function runProgram(
  cli: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
  input?: string,
) {
  return execa(process.execPath, [cli, ...args], {
    cwd,
    env: { ...cleanEnvironment, ...env },
    extendEnv: false,
    ...(input === undefined ? { stdin: 'ignore' } : { input }),
    reject: false,
  });
}

/**
 * A copy of the program with templates of a few files, so that a test of the program itself does
 * not depend on what the real templates hold.
 *
 * @param root an empty folder for it
 * @param moreFiles how many extra files the base layer brings
 * @returns the path of its cli.js, which no other test uses
 */
export async function smallProgram(root: string, moreFiles = 0): Promise<string> {
  const [base, framework] = smallLayers();
  if (base === undefined || framework === undefined) throw new Error('No small layers.');
  const many = Array.from({ length: moreFiles }, (_, index) => {
    return { stored: `many/${index % 50}/${index}.txt`, text: `${index}\n` };
  });
  const layers = [
    { ...base, files: [...base.files, ...many] },
    framework,
    { ...framework, name: 'storage/sqlite', files: [] },
    { ...framework, name: 'upstream/none', files: [] },
  ];
  for (const { name, description, files } of layers) {
    const folder = join(root, 'templates', name);
    await mkdir(join(folder, 'files'), { recursive: true });
    await writeFile(join(folder, 'layer.json'), JSON.stringify({ ...description, package: {} }));
    for (const { stored, text } of files) {
      await mkdir(dirname(join(folder, 'files', stored)), { recursive: true });
      await writeFile(join(folder, 'files', stored), text);
    }
  }
  await mkdir(join(root, 'dist'));
  await cp(builtProgram, join(root, 'dist/cli.js'));
  await writeFile(join(root, 'package.json'), '{ "type": "module", "version": "0.0.0" }');
  return join(root, 'dist/cli.js');
}

/**
 * Puts a program of that name first on the PATH.
 *
 * @param script a shell script
 * @returns the variables to run with
 */
export async function stubOnPath(name: string, script: string): Promise<NodeJS.ProcessEnv> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`);
  await chmod(join(folder, name), 0o755);
  return { PATH: `${folder}${delimiter}${cleanEnvironment['PATH'] ?? ''}` };
}
