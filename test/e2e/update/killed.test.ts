// The built program, killed at every change that an update makes: the next command repairs it.
import { cp, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, it } from 'vitest';
import { copyFolder } from '../../copy-folder.js';
import { temporaryFolder } from '../../temporary-folder.js';
import { gitView, look } from '../../update/sample-project.js';
import { cleanEnvironment } from '../program.js';
import { commit, committedProject, git, makeRelease, updateWith } from './small-release.js';

const preload = new URL('../../update/kill-at.js', import.meta.url).href;
const lines = (word: string) =>
  Array.from({ length: 9 }, (_, line) => `${word} ${line}\n`).join('');
const before = { 'src/a.ts': lines('a'), 'src/b.ts': lines('b'), 'old/gone.ts': 'gone\n' };
const after = { 'src/a.ts': `new\n${lines('a')}`, 'src/b.ts': lines('c'), 'new/deep.ts': 'deep\n' };
const recordOfUndo = /^\.create-mcp-oauth-app\/undo/;

const withoutUndo = async (root: string) =>
  Object.fromEntries(Object.entries(await look(root)).filter(([path]) => !recordOfUndo.test(path)));

/** @returns whether it was killed before it was done */
async function killedUpdate(cli: string, root: string, killAt: number): Promise<boolean> {
  const env = { ...cleanEnvironment, KILL_AT: String(killAt), TMPDIR: await temporaryFolder() };
  const args = ['--import', preload, cli, 'update'];
  const options = { cwd: root, env, extendEnv: false, stdin: 'ignore', reject: false } as const;
  const { signal, exitCode, stderr } = await execa(process.execPath, args, options);
  if (signal === 'SIGKILL') return true;
  if (exitCode === 3) return false;
  throw new Error(`The update failed: ${stderr}`);
}

it('a killed update: update brings it to its end, update --abort takes it back, wherever it was', async () => {
  const start = await committedProject(await makeRelease({ files: before }));
  await rename(join(start, 'src/a.ts'), join(start, 'src/moved.ts'));
  await cp(join(start, 'src/moved.ts'), join(start, 'src/b.ts'));
  await commit(start, 'mine');
  const cli = await makeRelease({ version: '1.1.0', files: after });
  const copy = async () => {
    const root = join(await temporaryFolder(), 'app');
    return copyFolder(start, root);
  };
  const [old, reference] = [await look(start), await copy()];
  expect(await updateWith(cli, reference)).toMatchObject({ exitCode: 3 });
  const updated = await withoutUndo(reference);
  expect(updated).not.toEqual(old);
  const seen = new Set<string>();
  let killAt = 1;
  for (; ; killAt += 1) {
    const root = await copy();
    if (!(await killedUpdate(cli, root, killAt))) break;
    const state = JSON.stringify([killAt % 2, await look(root), await gitView(root)]);
    // Nothing else can follow from the same state.
    if (seen.has(state)) continue;
    seen.add(state);
    if (killAt % 2 === 0) {
      const { exitCode, stderr } = await updateWith(cli, root);
      expect([exitCode, stderr]).toEqual([3, '']);
      expect(await withoutUndo(root)).toEqual(updated);
    } else {
      const { exitCode, stderr } = await updateWith(cli, root, '--abort');
      if (exitCode !== 0) expect(stderr).toContain('no update that could be undone');
      expect(await look(root)).toEqual(old);
      expect(await git(root, 'status', '--porcelain')).toBe('');
    }
  }
  expect(killAt).toBeGreaterThan(40);
  expect(seen.size).toBeGreaterThan(30);
}, 600_000);
