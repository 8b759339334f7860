// Formatting what was generated before it is merged, with a real formatter and real git.
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it, vi } from 'vitest';
import { commandWords } from '../../src/project/command-words.js';
import { formatTexts } from '../../src/project/format.js';
import { mergeWithGit } from '../../src/project/merge-texts.js';
import { writeTexts } from '../../src/project/write-texts.js';
import { cleanEnvironment } from '../e2e/program.js';
import { temporaryFolder } from '../temporary-folder.js';
import { thrown } from '../thrown.js';

const repository = join(import.meta.dirname, '../..');
const processes = { env: cleanEnvironment, signal: new AbortController().signal };
const biome = 'npx biome format --write';

/** Everything that a formatter can do otherwise. */
const owners = {
  root: true,
  vcs: { enabled: true, clientKind: 'git', useIgnoreFile: true },
  formatter: { indentStyle: 'tab', lineWidth: 60, lineEnding: 'crlf' },
  javascript: { formatter: { quoteStyle: 'double', semicolons: 'asNeeded' } },
};

/** A repository; the project is in a folder of it, or is all of it. */
async function project(files: Record<string, string>, folder = '.') {
  const top = await temporaryFolder();
  await execa('git', ['init', '--quiet'], { cwd: top, env: cleanEnvironment, extendEnv: false });
  await writeTexts(
    top,
    new Map(Object.entries({ '.gitignore': 'node_modules\n.env\n', ...files })),
  );
  await symlink(join(repository, 'node_modules'), join(top, 'node_modules'));
  await mkdir(join(top, folder), { recursive: true });
  return { top, root: join(top, folder) };
}

const format = (root: string, texts: Record<string, string>, command = biome) =>
  formatTexts(command, new Map(Object.entries(texts)), root, processes);

const source = (path: string) => readFile(join(repository, 'templates/base/files', path), 'utf8');

describe('formatTexts', () => {
  it('spares an owner who has reformatted everything every conflict', async () => {
    const paths = ['src/config.ts', 'src/main.ts', 'src/store/contract.ts'];
    const base = Object.fromEntries(
      await Promise.all(paths.map(async (path) => [path, await source(path)] as const)),
    );
    const { root } = await project({ 'biome.json': JSON.stringify(owners) });
    const yours = await format(root, base);
    const edit = (text = '') => `// Mine.\n${text}`;
    const next = Object.fromEntries(
      Object.entries(base).map(([path, text]) => [
        path,
        text.replace(/;\n\n/, ";\nimport 'x';\n\n"),
      ]),
    );
    const merge = mergeWithGit({ yours: 'yours', next: 'next' }, processes);
    const conflicts = async (before: Map<string, string>, after: Map<string, string>) => {
      let count = 0;
      for (const path of paths) {
        const texts = { base: before.get(path) ?? '', next: after.get(path) ?? '' };
        const merged = await merge(path, { ...texts, yours: edit(yours.get(path)) });
        count += merged.conflicts;
        if (merged.conflicts === 0) expect(merged.text).toMatch(/^\/\/ Mine\.\n.*import "x"\n/s);
      }
      return count;
    };
    const raw = (texts: Record<string, string>) => new Map(Object.entries(texts));
    expect(await conflicts(raw(base), raw(next))).toBeGreaterThan(2);
    const formatted = async (texts: Record<string, string>) => new Map(await format(root, texts));
    expect(await conflicts(await formatted(base), await formatted(next))).toBe(0);
  });

  it('finds configuration and packages from the root of the repository to beside the file', async () => {
    const { root } = await project(
      {
        'show.mjs': `import { existsSync, writeFileSync } from 'node:fs';
          const seen = process.argv[2].split(',').filter((path) => existsSync(path));
          for (const path of process.argv.slice(3)) writeFileSync(path, seen.join('\\n'));`,
        '.editorconfig': '',
        'apps/.prettierrc': '',
        'apps/own/.env': 'SECRET_KEYS=x',
        'apps/own/data.json': 'x'.repeat(1024 * 1024),
        'apps/own/src/a/.prettierrc': '',
        'apps/own/other/.prettierrc': '',
        'apps/other/package.json': '{}',
      },
      'apps/own',
    );
    const candidates = [
      ...['../../.editorconfig', '../../node_modules/hono', '../.prettierrc', 'src/a/.prettierrc'],
      ...['.env', 'data.json', 'other/.prettierrc', '../other/package.json'],
    ];
    const command = `node ../../show.mjs ${candidates}`;
    const formatted = await format(root, { 'src/a/b.ts': '', 'c.ts': '' }, command);
    expect(formatted.get('c.ts')?.split('\n')).toEqual(candidates.slice(0, 4));
    expect(formatted.get('src/a/b.ts')).toBe(formatted.get('c.ts'));
  });

  it('touches nothing of the project, even when the command does, and leaves nothing behind', async () => {
    const { root } = await project({ 'src/a.ts': 'mine' });
    await writeFile(join(root, '.env'), 'SECRET_KEYS=x');
    const temporary = await temporaryFolder();
    vi.stubEnv('TMPDIR', temporary);
    const command = `sh -c 'test -f .gitignore && rm -r .gitignore && printf "b\\r\\n" > "$1"' sh`;
    expect(await format(root, { 'src/a.ts': 'a\n' }, command)).toEqual(
      new Map([['src/a.ts', 'b\n']]),
    );
    vi.unstubAllEnvs();
    expect(await readdir(temporary)).toEqual([]);
    expect(await readFile(join(root, 'src/a.ts'), 'utf8')).toBe('mine');
    expect(await readdir(root)).toContain('.gitignore');
  });

  it('works without git around, and then leaves out what is called .env', async () => {
    const root = await temporaryFolder();
    await writeTexts(
      root,
      new Map([
        ['.env.local', ''],
        ['.editorconfig', ''],
      ]),
    );
    const command = `sh -c 'ls -A > "$1"' sh`;
    const formatted = await format(root, { 'a.ts': '' }, command);
    expect(formatted.get('a.ts')).toBe('.editorconfig\na.ts\n');
  });

  it("tells the tool's last words when it fails", async () => {
    const { root } = await project({ 'biome.json': '{}' });
    const error = await thrown(() => format(root, { 'a.ts': 'let = ;' }));
    expect(error.code).toBe('FORMAT_FAILED');
    expect(error.message).toContain('Code formatting aborted');
    expect(error.message.split('\n').length).toBeLessThan(15);
    const missing = await thrown(() => format(root, { 'a.ts': '' }, 'no-such-formatter'));
    expect(missing.message).toContain('there is no program no-such-formatter');
    const emptied = await thrown(() => format(root, { 'a.ts': '' }, 'rm'));
    expect(emptied.message).toContain('a.ts is no text any more');
  });

  it('neither reads nor writes through links', async () => {
    const { root, top } = await project({ 'away/.prettierrc': '' });
    await rm(join(top, 'node_modules'));
    await mkdir(join(top, 'node_modules/installed'), { recursive: true });
    await symlink(join(top, 'away'), join(root, 'src'));
    const command = `sh -c 'ls -A src > "$1"' sh`;
    const texts = { 'src/a.ts': '', 'node_modules/installed/evil.js': '' };
    expect((await format(root, texts, command)).get('src/a.ts')).toBe('a.ts\n');
    expect(await readdir(join(top, 'node_modules/installed'))).toEqual([]);
  });
});

describe('commandWords', () => {
  it.each([
    ['npx biome format --write', ['npx', 'biome', 'format', '--write']],
    [` "C:\\Program Files\\x.exe"  --a='b c'd `, ['C:\\Program Files\\x.exe', '--a=b cd']],
    ['a "" $HOME `b` ; c', ['a', '', '$HOME', '`b`', ';', 'c']],
  ])('reads %s', (command, words) => {
    expect(commandWords(command)).toEqual(words);
  });

  it.each(['', '  ', 'a "b', "it's"])('refuses %j', async (command) => {
    expect((await thrown(() => commandWords(command))).code).toBe('USAGE');
  });
});
