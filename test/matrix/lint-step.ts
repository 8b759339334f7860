// The linter on the files of a project that it has not seen in another one, with all that they import.
import type { CommandResult } from './command.js';
import { digestsOf, textsOf, together } from './digests.js';
import type { Home } from './own-programs.js';
import { runIn, toolOf } from './own-programs.js';
import type { Behind, Proven } from './proven.js';
import { readSources } from './sources.js';

const settings = '.biome.json';

/** `biome check`, as in `npm run check`. @param files all of the project's */
export async function lint(
  at: Home & { readonly name: string },
  proven: Proven,
  files: readonly string[],
): Promise<CommandResult & { note: string }> {
  const toLint = proven.claim(at.name, await behindLint(at.folder, files));
  const all = toLint.elsewhere.files === 0;
  const args = ['check', ...(all ? ['.'] : toLint.files)];
  const result =
    toLint.files.length === 0
      ? { ok: true, output: '', seconds: 0 }
      : await runIn(at, toolOf(at, 'biome', args));
  return { ...result, note: `, ${toLint.files.length} files` };
}

/** Every file -> a digest of all that its rules look at: its text, what it imports, the settings. */
async function behindLint(
  folder: string,
  files: readonly string[],
): Promise<ReadonlyMap<string, Behind>> {
  const sources = await readSources(folder, files);
  const digests = await digestsOf(textsOf(folder, files));
  const behind = files.map((file) => {
    const reached = new Set([settings, file]);
    for (const one of reached) {
      for (const imported of sources.get(one)?.imports ?? []) reached.add(imported);
    }
    return [file, { digests: [together([...reached].sort(), digests)] }] as const;
  });
  return new Map(behind);
}
