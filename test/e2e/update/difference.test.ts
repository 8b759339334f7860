// diff: the owner's edits; and --format: a project that is laid out in another way.
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runProgram } from '../program.js';
import { commit, committedProject, makeRelease, updateWith } from './small-release.js';

const lines = (word: string) =>
  Array.from({ length: 10 }, (_, index) => `${word}(${index});\n`).join('');
const files = { 'src/a.js': lines('a'), 'src/b.js': lines('b'), 'src/c.js': lines('c') };

describe('diff', () => {
  it('shows what was edited, deleted and moved, and nothing that is only of the owner', async () => {
    const cli = await makeRelease({ files });
    const root = await committedProject(cli);
    expect((await runProgram(cli, ['diff'], root)).stdout).toContain('as it was generated');
    await writeFile(join(root, 'src/a.js'), `mine();\n${lines('a')}`);
    await rm(join(root, 'src/b.js'));
    await mkdir(join(root, 'lib'));
    await rename(join(root, 'src/c.js'), join(root, 'lib/c.js'));
    await writeFile(join(root, 'src/own.js'), 'own();\n');
    const { stdout, exitCode } = await runProgram(cli, ['diff'], root);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^\+mine\(\);$/m);
    expect(stdout).toContain('deleted file mode');
    expect(stdout).toMatch(/rename from generated\/src\/c\.js\nrename to yours\/lib\/c\.js/);
    expect(stdout).not.toContain('own();');
    expect(JSON.parse((await runProgram(cli, ['diff', '--json'], root)).stdout)).toEqual([
      { path: 'src/a.js', kind: 'edited' },
      { path: 'src/b.js', kind: 'deleted' },
      { path: 'src/c.js', kind: 'moved', to: 'lib/c.js' },
    ]);
  });

  it('says when the record is damaged', async () => {
    const cli = await makeRelease({ files });
    const root = await committedProject(cli);
    await writeFile(join(root, '.create-mcp-oauth-app/base.br'), 'damaged');
    const { exitCode, stderr } = await runProgram(cli, ['diff'], root);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('damaged')]);
  });
});

describe('update of a project that its owner has formatted', () => {
  const format = `
    import { readFileSync, writeFileSync } from 'node:fs';
    for (const file of process.argv.slice(2)) {
      writeFileSync(file, readFileSync(file, 'utf8').replaceAll('(', '( ').replaceAll(');', ' )'));
    }`;

  it('hints at --format, with which nothing conflicts', async () => {
    const root = await committedProject(await makeRelease({ files }));
    await writeFile(join(root, 'format.mjs'), format);
    const formatter = `node ${join(root, 'format.mjs')}`;
    const spaced = (text: string) => text.replaceAll('(', '( ').replaceAll(');', ' )');
    await writeFile(join(root, 'src/a.js'), spaced(`${lines('a')}`));
    await commit(root, 'formatted');
    const changed = { ...files, 'src/a.js': lines('a').replace('a(5)', 'a(50)') };
    const next = await makeRelease({ version: '1.1.0', files: changed });
    const plain = await updateWith(next, root);
    expect([plain.exitCode, plain.stdout]).toEqual([3, expect.stringContaining('--format')]);
    expect((await updateWith(next, root, '--abort')).exitCode).toBe(0);
    expect((await updateWith(next, root, '--format', formatter)).exitCode).toBe(0);
    expect(await readFile(join(root, 'src/a.js'), 'utf8')).toBe(spaced(changed['src/a.js']));
  });
});
