// What anybody may have put into a project, met by the built program.
import { rename, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../temporary-folder.js';
import { runProgram } from '../program.js';
import { committedProject, makeRelease } from './small-release.js';

it('attack: link as base: is not followed', async () => {
  const cli = await makeRelease({ files: { 'src/a.ts': 'a\n' } });
  const root = await committedProject(cli);
  const elsewhere = join(await temporaryFolder(), 'base.br');
  await rename(join(root, '.create-mcp-oauth-app/base.br'), elsewhere);
  await symlink(elsewhere, join(root, '.create-mcp-oauth-app/base.br'));
  const { exitCode, stderr } = await runProgram(cli, ['diff'], root);
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining('damaged')]);
});
