// The first installation in a new project, with every package manager that is offered.
import { readFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import type { PackageManager } from '../../src/answers/commands.js';
import { composeYarnSettings } from '../../src/layers/yarn-settings.js';
import { install } from '../../src/project/install.js';
import { writeTexts } from '../../src/project/write-texts.js';
import { cleanEnvironment } from '../e2e/program.js';
import { bun, managersEnvironment, pnpm, yarn } from '../package-managers/programs.js';
import { temporaryFolder } from '../temporary-folder.js';

const managers: [PackageManager, string][] = [
  ['npm', process.execPath],
  ['pnpm', pnpm],
  ['yarn', yarn],
  ...(bun === undefined ? [] : [['bun', bun] as [PackageManager, string]]),
];

/** Its only package lies beside it, so that no registry is asked. */
const project = {
  'package.json': JSON.stringify({ name: 'demo', dependencies: { tool: 'file:./tool' } }),
  'tool/package.json': JSON.stringify({ name: 'tool', version: '1.2.3' }),
  '.yarnrc.yml': composeYarnSettings(),
};

// A package manager may insist on a lock file there, which a new project does not have yet.
it.each(managers)(
  'installs with %s where CI is set',
  async (name, program) => {
    const folder = await temporaryFolder();
    await writeTexts(folder, new Map(Object.entries(project)));
    const env = {
      ...cleanEnvironment,
      ...managersEnvironment('http://127.0.0.1:9', await temporaryFolder()),
      PATH: `${dirname(program)}${delimiter}${cleanEnvironment['PATH']}`,
      CI: 'true',
    };
    const { ok, output } = await install(name, folder, {
      env,
      signal: new AbortController().signal,
    });
    expect(ok, output).toBe(true);
    const tool = await readFile(join(folder, 'node_modules/tool/package.json'), 'utf8');
    expect(JSON.parse(tool).version).toBe('1.2.3');
  },
  60_000,
);
