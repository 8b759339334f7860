// What an update puts into git's index: the sides of conflicts, and executable bits where files have none.
import type { Change, UpdatePlan } from '../update/plan.js';
import type { IndexChange } from '../update/undo.js';
import { tryGit } from './git-command.js';
import type { IndexEntry } from './index-entries.js';
import { readIndex, storeBlob } from './index-entries.js';
import type { ProcessWorld } from './run.js';

type Write = Extract<Change, { kind: 'write' }>;

/** Stores the contents; the index itself is not changed yet. */
export async function plannedIndex(
  root: string,
  { conflicts, changes }: UpdatePlan,
  world: ProcessWorld,
): Promise<IndexChange[]> {
  const planned: IndexChange[] = [];
  for (const { path, base, yours, theirs } of conflicts) {
    const entries: IndexEntry[] = [];
    for (const [index, side] of [base, yours, theirs].entries()) {
      if (side === undefined) continue;
      const hash = await storeBlob(root, path, side.bytes, world);
      entries.push({ mode: modeOf(side.executable), hash, stage: index + 1 });
    }
    planned.push({ path, entries });
  }
  if (await hasExecutableBits(root, world)) return planned;
  const open = new Set(planned.map(({ path }) => path));
  const writes = changes.filter((change) => change.kind === 'write' && !open.has(change.path));
  return [...planned, ...(await executableBits(root, writes as Write[], world))];
}

/** @returns the paths that git has as executable, where the file system does not tell; or undefined */
export async function executablesInIndex(
  root: string,
  paths: readonly string[],
  world: ProcessWorld,
): Promise<ReadonlySet<string> | undefined> {
  if (await hasExecutableBits(root, world)) return undefined;
  const entries = await readIndex(root, paths, world);
  return new Set(paths.filter((path) => entries.get(path)?.[0]?.mode === modeOf(true)));
}

/** A file that git does not know yet is added when it is to be executable; nothing else can say so. */
async function executableBits(
  root: string,
  writes: readonly Write[],
  world: ProcessWorld,
): Promise<IndexChange[]> {
  const paths = writes.map(({ path }) => path);
  const known = await readIndex(root, paths, world);
  const changes: IndexChange[] = [];
  for (const { path, file } of writes) {
    const entry = known.get(path)?.[0];
    const mode = modeOf(file.executable);
    if (mode === (entry?.mode ?? modeOf(false))) continue;
    const hash = entry?.hash ?? (await storeBlob(root, path, file.bytes, world));
    changes.push({ path, entries: [{ mode, hash, stage: 0 }] });
  }
  return changes;
}

/** git finds this out when it makes the repository. */
async function hasExecutableBits(root: string, world: ProcessWorld): Promise<boolean> {
  const outcome = await tryGit(['config', '--bool', '--get', 'core.fileMode'], root, world);
  return outcome.stdout !== 'false';
}

function modeOf(executable: boolean): IndexEntry['mode'] {
  return executable ? '100755' : '100644';
}
