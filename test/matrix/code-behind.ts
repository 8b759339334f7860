// What each test file of a generated project depends on: its own code and all that it reaches.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Every test file of the project -> a digest of all files that can change its outcome. */
export type CodeBehind = ReadonlyMap<string, string>;

/** The imports of one file, and what its text tells. */
interface Source {
  readonly text: string;
  readonly imports: readonly string[];
}

/**
 * Two test files with the same digest do the same thing, in whatever project they lie. A test that
 * starts processes or reads files of its project depends on more than its imports: on the programs it
 * names, or on everything if it names none.
 *
 * @param folder the project
 * @param files all of its files, relative to it
 */
export async function codeBehind(folder: string, files: readonly string[]): Promise<CodeBehind> {
  const tests = files.filter((file) => file.endsWith('.test.ts'));
  const code = files.filter((file) => /\.(ts|json)$/.test(file) && /^(src|test)\//.test(file));
  const sources = await readSources(folder, code);
  const settings = await digestOf(folder, ['package.json', 'vitest.config.ts', 'tsconfig.json']);
  const whole = await digestOf(folder, files);
  const digests = tests.map(async (test) => {
    const reached = reach(test, sources);
    const digest = reached === 'everything' ? whole : await digestOf(folder, reached);
    return [test, `${settings} ${digest}`] as const;
  });
  return new Map(await Promise.all(digests));
}

async function readSources(folder: string, code: readonly string[]): Promise<Map<string, Source>> {
  const { metafile } = await build({
    absWorkingDir: folder,
    entryPoints: code.filter((file) => file.endsWith('.ts')),
    bundle: true,
    write: false,
    outdir: 'out',
    packages: 'external',
    platform: 'node',
    format: 'esm',
    metafile: true,
    logLevel: 'silent',
  });
  const read = Object.entries(metafile.inputs).map(async ([path, { imports }]) => {
    const text = await readFile(join(folder, path), 'utf8');
    const own = imports.filter(({ external }) => !external).map((one) => one.path);
    return [path, { text, imports: own }] as const;
  });
  return new Map(await Promise.all(read));
}

/** @returns the files that a test reaches, in order, or `everything` when that cannot be told */
export function reach(
  test: string,
  sources: ReadonlyMap<string, Source>,
): readonly string[] | 'everything' {
  const reached = new Set<string>();
  const waiting = [test];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    const source = sources.get(file);
    if (source === undefined) return 'everything';
    waiting.push(...source.imports);
    if (!file.startsWith('test/')) continue;
    const programs = programsNamed(file, source.text, sources);
    if (looksAround(source.text) && programs.length === 0) return 'everything';
    waiting.push(...programs);
  }
  return [...reached].sort();
}

/** Starts processes or reads files; a test's own temporary files are not of the project. */
function looksAround(text: string): boolean {
  return /node:child_process|node:worker_threads|\bread(File|dir)(Sync)?\b/.test(text);
}

/** The files that a text names by their paths, from the root or from where it lies. */
function programsNamed(file: string, text: string, sources: ReadonlyMap<string, Source>): string[] {
  const named = [...text.matchAll(/['"`]([\w./-]+\.ts)['"`]/g)].map(([, path]) => path ?? '');
  return named
    .flatMap((path) => [path, join(file, '..', path)])
    .filter((path) => sources.has(path) && !path.endsWith('.test.ts'));
}

async function digestOf(folder: string, files: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) {
    hash
      .update(`${file}\0`)
      .update(await readFile(join(folder, file)))
      .update('\0');
  }
  return hash.digest('base64url');
}
