// What is said of `npm run` holds where npm itself is left out.
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.js';
import { runIn, scriptOf, toolOf } from './own-programs.js';

const unlessWindows = it.runIf(process.platform !== 'win32');

async function project(withNpm: boolean) {
  const folder = await temporaryFolder();
  const scripts = { greet: 'node --version && tool first' };
  await writeFile(join(folder, 'package.json'), JSON.stringify({ scripts }));
  const bin = join(folder, 'node_modules', '.bin');
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, 'tool'), '#!/bin/sh\nfor word; do echo "tool got: $word"; done\n');
  await chmod(join(bin, 'tool'), 0o755);
  return { folder, env: process.env, withNpm };
}

unlessWindows.each([true, false])(
  'runs a script with its own tools, words for the last command (npm: %s)',
  async (withNpm) => {
    const at = await project(withNpm);
    const script = await runIn(at, scriptOf(at, 'greet', ['two words', '*']));
    expect(script.output).toContain(process.version);
    expect(script.output).toContain('tool got: first\ntool got: two words\ntool got: *');
    const tool = await runIn(at, toolOf(at, 'tool', ['a b']));
    expect(tool.output).toContain('tool got: a b');
  },
);

it('knows no script that the project does not have', async () => {
  const at = await project(false);
  expect(() => scriptOf(at, 'start')).toThrow('has no script start');
});
