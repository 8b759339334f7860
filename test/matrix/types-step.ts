// The compiler on a project, which looks again only at what differs from a project it has seen.
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Variant } from '../../src/answers/schema.js';
import type { CommandResult } from './command.js';
import type { Home } from './own-programs.js';
import { runIn, toolOf } from './own-programs.js';

/** What the compiler has noted down, of which variant. */
interface Notes {
  readonly variant: Variant;
  readonly file: string;
}

export interface TypesKnown {
  /** `tsc` with the notes of the project most like it. */
  readonly check: (at: Home & { readonly variant: Variant }) => Promise<CommandResult>;
}

/** Notes name files by paths from where they lie, so they must lie at the same place in each project. */
const notesIn = (folder: string) => join(folder, 'node_modules', '.types.tsbuildinfo');

/**
 * Notes name each file with a digest and what it offers to others: what has another digest, and what
 * depends on that, is checked anew. Each new variant adds its own.
 *
 * @param shared `false` makes every project be checked from nothing
 */
export function createTypesKnown(shared: boolean): TypesKnown {
  const known: Notes[] = [];
  return {
    check: async (at) => {
      const file = notesIn(at.folder);
      const [nearest] = known.toSorted((one, other) => likeness(at, other) - likeness(at, one));
      if (shared && nearest !== undefined) await copyFile(nearest.file, file);
      const flags = ['--singleThreaded', '--incremental', '--tsBuildInfoFile', file];
      const result = await runIn(at, toolOf(at, 'tsc', flags));
      if (result.ok) known.push({ variant: at.variant, file });
      else await rm(file, { force: true });
      return result;
    },
  };
}

/** The framework has the fewest files that others import, the storage the most. */
function likeness({ variant }: { readonly variant: Variant }, notes: Notes): number {
  const same = (key: keyof Variant) => (variant[key] === notes.variant[key] ? 1 : 0);
  return 4 * same('storage') + 2 * same('upstream') + same('framework');
}
