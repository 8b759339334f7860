// The code of a generated project: what each file says, and what it imports.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** One file: its text, the files that it imports, and the packages. */
export interface Source {
  readonly text: string;
  readonly imports: readonly string[];
  readonly packages: readonly string[];
}

/**
 * @param folder the project
 * @param files all of its files, relative to it
 * @returns its code, by path
 */
export async function readSources(
  folder: string,
  files: readonly string[],
): Promise<ReadonlyMap<string, Source>> {
  const code = files.filter((file) => /^(src|test)\/.*\.ts$/.test(file));
  const { metafile } = await build({
    absWorkingDir: folder,
    // One that imports all of them: as many bundles as there are files would take seconds.
    stdin: {
      contents: code.map((file) => `import './${file}';`).join('\n'),
      resolveDir: folder,
    },
    bundle: true,
    write: false,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    metafile: true,
    logLevel: 'silent',
  });
  const { '<stdin>': _, ...inputs } = metafile.inputs;
  const read = Object.entries(inputs).map(([path, { imports }]) => {
    const text = readFileSync(join(folder, path), 'utf8');
    const own = imports.filter(({ external }) => !external).map((one) => one.path);
    const others = imports.filter(({ external }) => external).map((one) => packageOf(one.path));
    return [path, { text, imports: own, packages: others }] as const;
  });
  return new Map(read);
}

/** `@scope/name/part` belongs to `@scope/name`. */
function packageOf(specifier: string): string {
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}
