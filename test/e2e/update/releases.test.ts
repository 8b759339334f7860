// Which release updates which project, what check says, and how a lost base is dealt with.
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packRelease } from '../../registry/pack.js';
import { startRegistry } from '../../registry/registry.js';
import { temporaryFolder } from '../../temporary-folder.js';
import { runProgram } from '../program.js';
import { commit, committedProject, git, makeRelease, updateWith } from './small-release.js';

const files = { 'src/a.ts': 'one\ntwo\nthree\n', 'src/b.ts': 'b\n' };
const newer = { ...files, 'src/a.ts': 'one\ntwo\nthree\nfour\n', 'src/b.ts': 'bb\n' };
const read = (root: string, path: string) => readFile(join(root, path), 'utf8');

describe('versions', () => {
  it('an older release refuses, and there is no way round', async () => {
    const root = await committedProject(await makeRelease({ version: '1.1.0', files: newer }));
    const older = await makeRelease({ version: '1.0.0', files });
    const { exitCode, stderr } = await updateWith(older, root, '--prerelease', '--yes');
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('@latest update')]);
  });

  it('a pre-release wants --prerelease, unless the project is on one', async () => {
    const root = await committedProject(await makeRelease({ files }));
    const beta = await makeRelease({ version: '1.1.0-beta.1', files: newer });
    const refused = await updateWith(beta, root);
    expect([refused.exitCode, refused.stderr]).toEqual([
      1,
      expect.stringContaining('--prerelease'),
    ]);
    expect((await updateWith(beta, root, '--prerelease')).exitCode).toBe(0);
    await commit(root, 'beta');
    const next = await makeRelease({ version: '1.1.0-beta.2', files });
    expect((await updateWith(next, root)).exitCode).toBe(0);
  });

  it('a record of a later format asks for a newer release', async () => {
    const root = await committedProject(await makeRelease({ files }));
    const manifest = join(root, '.create-mcp-oauth-app/manifest.json');
    await writeFile(
      manifest,
      (await readFile(manifest, 'utf8')).replace('"format": 1', '"format": 2'),
    );
    await commit(root, 'later');
    const { exitCode, stderr } = await updateWith(await makeRelease({ files: newer }), root);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('@latest')]);
  });
});

describe('check', () => {
  it('says 0 when up to date, 2 when not, and tells of security fixes', async () => {
    const first = await makeRelease({ files });
    const root = await committedProject(first);
    expect(await runProgram(first, ['check'], root)).toMatchObject({ exitCode: 0 });
    const security = ['Codes could be used twice.'];
    const second = await makeRelease({ version: '1.1.0', files: newer, security });
    const checked = await runProgram(second, ['check'], root);
    expect(checked).toMatchObject({ exitCode: 2 });
    expect(checked.stdout).toContain('1.1.0: Codes could be used twice.');
    const json = await runProgram(second, ['check', '--json'], root);
    expect(json.exitCode).toBe(2);
    expect(JSON.parse(json.stdout)).toEqual({
      upToDate: false,
      project: '1.0.0',
      release: '1.1.0',
      files: ['src/a.ts', 'src/b.ts'],
      security: [{ version: '1.1.0', text: 'Codes could be used twice.' }],
    });
    expect(await git(root, 'status', '--porcelain')).toBe('');
  });

  it('outside a project says where it looked', async () => {
    const { exitCode, stderr } = await runProgram(await makeRelease({ files }), ['check'], '/');
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('.create-mcp-oauth-app')]);
  });
});

describe('what update tells', () => {
  it('numbers the steps to do by hand, and writes nothing in a dry run', async () => {
    const root = await committedProject(await makeRelease({ files }));
    const steps = ['Rotate the keys.', 'Restart twice.'];
    const second = await makeRelease({ version: '1.1.0', files: newer, steps });
    const dry = await updateWith(second, root, '--dry-run');
    expect([dry.exitCode, await git(root, 'status', '--porcelain')]).toEqual([0, '']);
    expect(dry.stdout).toContain('src/a.ts');
    const { stdout } = await updateWith(second, root);
    expect(stdout).toMatch(/1\. 1\.1\.0: Rotate the keys\.\n\s+2\. 1\.1\.0: Restart twice\./);
  });

  it('names new settings, and leaves .env alone', async () => {
    const root = await committedProject(await makeRelease({ files }));
    const env = await read(root, '.env');
    const example = { '.env.example': 'SECRET_KEYS=\n# AUDIT_LOG=\n# NEW_SWITCH=off\n' };
    const next = await makeRelease({ version: '1.1.0', files: { ...files, ...example } });
    expect((await updateWith(next, root)).stdout).toContain('new: NEW_SWITCH');
    expect(await read(root, '.env')).toBe(env);
  });

  it('as JSON: one document on standard output', async () => {
    const root = await committedProject(await makeRelease({ files }));
    await writeFile(join(root, 'src/a.ts'), 'one\ntwo\nmine\n');
    await commit(root, 'mine');
    const next = await makeRelease({ version: '1.1.0', files: newer });
    const { stdout, exitCode } = await updateWith(next, root, '--json');
    const result = JSON.parse(stdout);
    expect([exitCode, result.exitCode, result.written]).toEqual([3, 3, true]);
    expect(result.files).toMatchObject({ conflicted: ['src/a.ts'], updated: ['src/b.ts'] });
    expect([result.from.version, result.to.version]).toEqual(['1.0.0', '1.1.0']);
    const failed = await updateWith(next, root, '--json');
    expect(JSON.parse(failed.stdout).error.code).toBe('TREE_NOT_CLEAN');
  });
});

describe('a lost base', () => {
  it('is fetched from the release that made the project, if that is allowed', async () => {
    const first = await makeRelease({ files });
    const root = await committedProject(first);
    const registry = await startRegistry([await packRelease(join(dirname(first), '..'))]);
    try {
      await writeFile(join(root, '.create-mcp-oauth-app/base.br'), 'damaged');
      await writeFile(join(root, 'src/a.ts'), 'one and a half\none\ntwo\nthree\n');
      await commit(root, 'damaged');
      const next = await makeRelease({ version: '1.1.0', files: newer });
      const env = { npm_config_registry: registry.url, npm_config_cache: await temporaryFolder() };
      const args = ['update', '--fetch-base'];
      const done = await runProgram(next, args, root, env);
      expect([done.exitCode, done.stdout]).toEqual([0, expect.not.stringContaining('lost')]);
      expect(await read(root, 'src/a.ts')).toBe('one and a half\none\ntwo\nthree\nfour\n');
    } finally {
      await registry.close();
    }
  });

  it('leaves edited files alone otherwise, and puts the new text beside them', async () => {
    const root = await committedProject(await makeRelease({ files }));
    await writeFile(join(root, '.create-mcp-oauth-app/base.br'), 'damaged');
    await writeFile(join(root, 'src/a.ts'), 'mine\n');
    await commit(root, 'damaged');
    const { exitCode, stdout } = await updateWith(
      await makeRelease({ version: '1.1.0', files: newer }),
      root,
    );
    expect([exitCode, stdout]).toEqual([3, expect.stringContaining('is lost')]);
    expect(await read(root, 'src/a.ts')).toBe('mine\n');
    expect(await read(root, 'src/a.ts.new')).toBe(newer['src/a.ts']);
    expect(await read(root, 'src/b.ts')).toBe('bb\n');
  });
});
