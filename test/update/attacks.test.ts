// What anybody may have put into a project: nothing outside it is read or written because of it.
import { cp, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { findProject } from '../../src/project/find-project.js';
import { listOwnFiles, readProjectFiles } from '../../src/project/project-files.js';
import { abort, recover } from '../../src/project/undo.js';
import { sha256 } from '../../src/tree/hash.js';
import { unpackBase } from '../../src/update/base.js';
import { manifestPath, readManifest } from '../../src/update/manifest.js';
import { undoPath, unpackUndo } from '../../src/update/undo.js';
import { temporaryFolder } from '../temporary-folder.js';
import { thrown } from '../thrown.js';
import { file, git, look, planOf, samplePlan, world } from './sample-project.js';
import { updatable } from './updatable.js';

/** A folder outside the project, with a file that nobody may change. */
async function outside(): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'changed.ts'), '1\n');
  return folder;
}

const refusal = async (work: () => unknown) => (await thrown(work)).code;
const write = (path: string) => planOf([{ kind: 'write', path, file: file('evil\n') }]);
const drop = (path: string) => planOf([{ kind: 'delete', path }]);

const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 2 } };

const hostilePaths = [
  ['.. in the manifest', '../outside.ts'],
  ['.. in the middle', 'src/../../outside.ts'],
  ['absolute', '/etc/passwd'],
  ['absolute on Windows', 'C:/Windows/win.ini'],
  ['.git', '.git/hooks/pre-commit'],
  ['.git in other case', 'sub/.GIT/config'],
  ['Windows device', 'src/con.ts'],
  ['backslash', 'src\\..\\..\\outside.ts'],
  ['stream of a file', 'src/a.ts:stream'],
] as const;

describe.each(hostilePaths)('attack: %s', (_name, path) => {
  it('is refused in a manifest, in a base, in an undo and by every function that gets a path', async () => {
    const { root, apply, text } = await updatable();
    const before = await look(root);
    const manifest = JSON.parse(await text(manifestPath));
    const [entry] = Object.values(manifest.files);
    const hostile = JSON.stringify({ ...manifest, files: { [path]: entry } });
    expect(await refusal(() => readManifest(hostile))).toBe('INVALID_PROJECT_RECORD');
    const base = `${JSON.stringify([{ path, executable: false, size: 0 }])}\n`;
    const packed = brotliCompressSync(base);
    expect(await refusal(() => unpackBase(packed, sha256(base)))).toBe('INVALID_PROJECT_RECORD');
    expect(await refusal(() => unpackUndo(undoOf({ path })))).toBe('INVALID_PROJECT_RECORD');
    expect(await refusal(() => readProjectFiles(root, [path]))).toBe('UNSAFE_PATH');
    expect(await refusal(() => apply(write(path)))).toBe('UNSAFE_PATH');
    expect(await refusal(() => apply(drop(path)))).toBe('UNSAFE_PATH');
    expect(await look(root)).toEqual(before);
  });
});

function undoOf(changes: { path: string; head?: string; state?: string; text?: string }) {
  const { path, head, state = 'applying', text = 'evil\n' } = changes;
  const before = { bytes: Buffer.from(text).toString('base64'), mode: 0o644 };
  const rest = { from: '0.1.0', to: '0.2.0', folders: [], index: [], ...(head && { head }) };
  return brotliCompressSync(
    JSON.stringify({ format: 1, state, files: [{ path, before }], ...rest }),
  );
}

describe('attack: case twins', () => {
  it('are refused in a manifest and in a plan', async () => {
    const { apply, text } = await updatable();
    const manifest = JSON.parse(await text(manifestPath));
    const [entry] = Object.values(manifest.files);
    const hostile = JSON.stringify({
      ...manifest,
      files: { 'src/a.ts': entry, 'SRC/A.ts': entry },
    });
    expect(await refusal(() => readManifest(hostile))).toBe('INVALID_PROJECT_RECORD');
    const twins = ['x/a', 'X/A'].map((path) => ({ kind: 'write', path, file: file('') }) as const);
    expect(await refusal(() => apply(planOf(twins)))).toBe('UNSAFE_PATH');
  });
});

describe('attack: links', () => {
  it('attack: link named ~: is neither followed nor removed', async () => {
    const { root, apply } = await updatable();
    const home = await outside();
    await symlink(home, join(root, '~'));
    for (const plan of [write('~/changed.ts'), drop('~/changed.ts'), write('~')]) {
      expect(await refusal(() => apply(plan))).toBe('UNSAFE_PATH');
    }
    expect(await listOwnFiles(root, world)).not.toContain('~');
    expect((await look(root))['~']).toBe('link');
    expect(await readFile(join(home, 'changed.ts'), 'utf8')).toBe('1\n');
  });

  it('attack: link as parent folder: nothing is read or written through it', async () => {
    const { root, applySeen, seen } = await updatable();
    const before = await seen(samplePlan);
    const elsewhere = await outside();
    await rename(join(root, 'src'), join(root, 'was-src'));
    await symlink(elsewhere, join(root, 'src'));
    expect(await refusal(() => readProjectFiles(root, ['src/changed.ts']))).toBe('UNSAFE_PATH');
    expect(await refusal(() => applySeen(samplePlan, before))).toBe('UNSAFE_PATH');
    expect(await look(elsewhere)).toEqual({ 'changed.ts': expect.any(String) });
    expect(await readFile(join(elsewhere, 'changed.ts'), 'utf8')).toBe('1\n');
  });

  it('attack: file replaced by link: nothing is touched', async () => {
    const { root, applySeen, seen } = await updatable();
    const before = await seen(samplePlan);
    const elsewhere = await outside();
    await rm(join(root, 'src/changed.ts'));
    await symlink(join(elsewhere, 'changed.ts'), join(root, 'src/changed.ts'));
    const state = await look(root);
    expect(await refusal(() => applySeen(samplePlan, before))).toBe('UNSAFE_PATH');
    expect(await look(root)).toEqual(state);
    expect(await readFile(join(elsewhere, 'changed.ts'), 'utf8')).toBe('1\n');
  });

  it('attack: file replaced by link after the update: --abort does not follow it', async () => {
    const { root, apply } = await updatable();
    const elsewhere = await outside();
    await apply(samplePlan);
    await rm(join(root, 'src/changed.ts'));
    await symlink(join(elsewhere, 'changed.ts'), join(root, 'src/changed.ts'));
    const state = await look(root);
    expect(await refusal(() => abort(root, world))).toBe('UNSAFE_PATH');
    expect(await look(root)).toEqual(state);
    expect(await readFile(join(elsewhere, 'changed.ts'), 'utf8')).toBe('1\n');
  });

  it.each(['.create-mcp-oauth-app', '.create-mcp-oauth-app/undo'])(
    'attack: %s is a link: nothing is written through it',
    async (path) => {
      const { root, apply } = await updatable();
      const elsewhere = join(await temporaryFolder(), 'record');
      if (path.endsWith('undo')) await mkdir(elsewhere);
      else await cp(join(root, path), elsewhere, { recursive: true });
      await rm(join(root, path), { recursive: true, force: true });
      await symlink(elsewhere, join(root, path));
      const [before, there] = [await look(root), await look(elsewhere)];
      for (const work of [() => apply(samplePlan), () => recover(root, world)]) {
        expect(await refusal(work)).toBe('UNSAFE_PATH');
      }
      expect(await look(root)).toEqual(before);
      expect(await look(elsewhere)).toEqual(there);
    },
  );

  it('attack: link as manifest: is not read', async () => {
    const { root } = await updatable();
    await rename(join(root, manifestPath), join(root, 'elsewhere.json'));
    await symlink(join(root, 'elsewhere.json'), join(root, manifestPath));
    expect(await refusal(() => findProject(root))).toBe('UNSAFE_PATH');
  });
});

describe('attack: sizes and hashes', () => {
  it('attack: base with other hash: is refused', async () => {
    const head = JSON.stringify([{ path: 'src/a.ts', executable: false, size: 4 }]);
    const base = `${head}\nevil`;
    expect(unpackBase(brotliCompressSync(base), sha256(base))).toHaveProperty(['src/a.ts']);
    const code = await refusal(() => unpackBase(brotliCompressSync(base), sha256('other')));
    expect(code).toBe('INVALID_PROJECT_RECORD');
  });

  it('attack: huge base: a small file that unpacks to far more is refused', async () => {
    const bomb = brotliCompressSync(Buffer.alloc(2 ** 26 + 1), quick);
    expect(bomb.length).toBeLessThan(100_000);
    expect(await refusal(() => unpackBase(bomb, sha256('')))).toBe('INVALID_PROJECT_RECORD');
    expect(await refusal(() => unpackUndo(bomb))).toBe('INVALID_PROJECT_RECORD');
  });

  it('attack: huge manifest: is refused before it is read', async () => {
    const { root, text } = await updatable();
    await writeFile(join(root, manifestPath), (await text(manifestPath)) + ' '.repeat(2 ** 22));
    expect(await refusal(() => findProject(root))).toBe('UNSAFE_PATH');
  });

  it('attack: huge file: is refused before it is read', async () => {
    const { root } = await updatable();
    await writeFile(join(root, 'src/changed.ts'), Buffer.alloc(2 ** 24 + 1));
    expect(await refusal(() => readProjectFiles(root, ['src/changed.ts']))).toBe('UNSAFE_PATH');
  });
});

describe('attack: an undo that came with the repository', () => {
  it('is not obeyed: no commit can name itself', async () => {
    const { root, head } = await updatable();
    await mkdir(join(root, undoPath, '..'));
    const env = await readFile(join(root, '.env'), 'utf8');
    for (const claims of [{}, { head: head ?? '' }]) {
      await writeFile(join(root, undoPath), undoOf({ path: '.env', ...claims }));
      await git(root, 'add', '--all', '--force', undoPath);
      await git(root, 'commit', '--quiet', '--message', 'Plant');
      expect(await refusal(() => recover(root, world))).toBe('INTERRUPTED_UPDATE');
      expect(await refusal(() => abort(root, world))).toBe('UPDATE_COMMITTED');
      expect(await readFile(join(root, '.env'), 'utf8')).toBe(env);
    }
  });

  it('cannot reach the folder of the undo itself', async () => {
    expect(await refusal(() => unpackUndo(undoOf({ path: undoPath })))).toBe(
      'INVALID_PROJECT_RECORD',
    );
  });
});

describe('attack: submodule', () => {
  it('is never written into', async () => {
    const { root, apply } = await updatable();
    await mkdir(join(root, 'sub'));
    await git(join(root, 'sub'), 'init', '--quiet');
    expect(await refusal(() => apply(write('sub/a.ts')))).toBe('UNSAFE_PATH');
    expect(await look(join(root, 'sub'))).toEqual({});
  });
});
