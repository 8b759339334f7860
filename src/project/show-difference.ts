// Shows two sets of files as git shows a difference.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateError } from '../errors.js';
import { withoutConfiguration } from './merge-texts.js';
import type { ProcessWorld } from './run.js';
import { run } from './run.js';
import { writeTexts } from './write-texts.js';

/** @returns a patch, from `generated/` to `yours/` */
export async function showDifference(
  generated: ReadonlyMap<string, string>,
  yours: ReadonlyMap<string, string>,
  { env, signal }: ProcessWorld,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'create-mcp-oauth-app-'));
  try {
    await writeTexts(join(folder, 'generated'), generated);
    await writeTexts(join(folder, 'yours'), yours);
    const flags = ['--no-index', '--no-ext-diff', '--no-prefix', '-M', '--no-color'];
    const args = ['diff', ...flags, 'generated', 'yours'];
    const outcome = await run('git', args, folder, { env: withoutConfiguration(env), signal });
    if (!outcome.found || outcome.exitCode === undefined || outcome.exitCode > 1) {
      throw new CreateError('GIT_FAILED', 'git could not compare the files.');
    }
    return `${outcome.stdout}\n`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
