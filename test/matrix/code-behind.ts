// What each test file of a generated project depends on: its own code and all that it reaches.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Apart } from './apart.js';
import { parts } from './apart.js';
import { digestsOf, textsOf, together, withoutComments } from './digests.js';
import { conditionsIn, leavesOut } from './left-out.js';
import type { Behind } from './proven.js';
import { programs, reads } from './reads.js';
import type { Source } from './sources.js';
import { readSources } from './sources.js';

/** What every test depends on: how all of them are run, and the programs made that some of them start. */
const settings = [
  'vitest.config.ts',
  'tsconfig.json',
  'tsconfig.build.json',
  'test/live/compile-programs.ts',
  'test/live/programs.tsconfig.json',
];

/** Every test file of the project -> digests of all files that can change its outcome. */
export type CodeBehind = ReadonlyMap<string, Behind>;

/**
 * Two test files with the same digests do the same thing, in whatever project they lie. A test that
 * starts processes or reads files of its project depends on more than its imports: on what `reads.ts`
 * tells, on the programs that it names, or on everything if neither says.
 *
 * @param folder the project
 * @param files all of its files, relative to it
 * @param apart what of it is proven each by itself
 */
export async function codeBehind(
  folder: string,
  files: readonly string[],
  apart: Apart = [],
): Promise<CodeBehind> {
  const tests = files.filter((file) => file.endsWith('.test.ts'));
  const sources = await readSources(folder, files);
  const texts = textsOf(folder, files);
  const conditions = conditionsIn(texts);
  const digests = await digestsOf(texts);
  const digestsOfCode = await digestsOf(texts, withoutComments);
  const versions = await versionsIn(folder);
  const digestOf = (reached: readonly string[]) => {
    const packages = new Set(reached.flatMap((file) => sources.get(file)?.packages ?? []));
    const used = [...packages].map((name) => `${name} ${versions[name]}`).sort();
    return [together([...settings, ...reached], digestsOfCode), ...used].join(' ');
  };
  const behind = (test: string): Behind => {
    const reached = reach(test, sources);
    if (reached === 'everything') return { digests: [together(files, digests)] };
    // What did not run with one layer of a project is not proven for another.
    if (leavesOut(texts.get(test) ?? '', conditions)) {
      return { digests: [digestOf(reached)], leavesOut: true };
    }
    return { digests: parts(test, reached, apart).map(digestOf) };
  };
  return new Map(tests.map((test) => [test, behind(test)]));
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
    // A page, or a file of settings.
    if (source === undefined) continue;
    waiting.push(...source.imports);
    if (!file.startsWith('test/')) continue;
    const others = besides(file, source.text, sources);
    if (others === 'everything') return 'everything';
    waiting.push(...others);
  }
  return [...reached].sort();
}

/** What a test file depends on besides its imports. */
function besides(
  file: string,
  text: string,
  sources: ReadonlyMap<string, Source>,
): readonly string[] | 'everything' {
  const started = Object.entries(programs).flatMap(([name, program]) =>
    text.includes(`${name}(`) && sources.has(program) ? [program] : [],
  );
  const known = reads[file];
  if (known !== undefined) return known.flatMap((path) => withinFolder(path, sources));
  if (!/node:child_process|node:worker_threads|\bread(File|dir)(Sync)?\b/.test(text))
    return started;
  const named = programsNamed(file, text, sources);
  return named.length === 0 ? 'everything' : [...started, ...named];
}

function withinFolder(path: string, sources: ReadonlyMap<string, Source>): string[] {
  return path.endsWith('/') ? [...sources.keys()].filter((file) => file.startsWith(path)) : [path];
}

/** The files that a text names by their paths, from the root or from where it lies. */
function programsNamed(file: string, text: string, sources: ReadonlyMap<string, Source>): string[] {
  const named = [...text.matchAll(/['"`]([\w./-]+\.ts)['"`]/g)].map(([, path]) => path ?? '');
  return named
    .flatMap((path) => [path, join(file, '..', path)])
    .filter((path) => sources.has(path) && !path.endsWith('.test.ts'));
}

async function versionsIn(folder: string): Promise<Record<string, string>> {
  const { dependencies, devDependencies } = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  );
  return { ...dependencies, ...devDependencies };
}
