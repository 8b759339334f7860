// Looks at everything an update will touch, before the first byte is written.
import { CreateError } from '../errors.js';
import { sha256 } from '../tree/hash.js';
import { caseTwins } from '../tree/path.js';
import { basePath, manifestPath, writeManifest } from '../update/manifest.js';
import type { DiskFile, UpdatePlan } from '../update/plan.js';
import type { UndoFile } from '../update/undo.js';
import { lookAt } from './look-at.js';
import type { SavedFile } from './read-file.js';
import { readSavedFiles } from './read-files.js';
import type { NewContent } from './replace-file.js';
import { temporaryPath } from './replace-file.js';
import type { FileContent } from './replace-files.js';
import { requireRoom } from './room.js';

/** What is left to do, in this order: deletions, writes. */
export interface Work {
  readonly deletes: readonly string[];
  /** The base and the manifest come last. */
  readonly writes: readonly FileContent[];
  readonly files: UndoFile[];
  readonly folders: string[];
}

/**
 * @param seen what the plan was made from; of the record's two files only what is in it is compared
 * @throws CreateError CHANGED_MEANWHILE or UNSAFE_PATH
 */
export async function prepare(
  root: string,
  plan: UpdatePlan,
  seen: ReadonlyMap<string, DiskFile>,
): Promise<Work> {
  const wanted = wantedFiles(plan);
  const current = await readSavedFiles(root, [...wanted.keys()]);
  requireSeen(wanted.keys(), current, seen);
  const changed = [...wanted].filter(([path, file]) => differs(current.get(path), file));
  const deletes = changed.filter(([, file]) => file === undefined).map(([path]) => path);
  const writes = changed.flatMap(([path, file]) =>
    file === undefined ? [] : [{ path, ...newContent(file, current.get(path)) }],
  );
  const written = writes.map(({ path }) => path);
  const twins = caseTwins(written);
  if (twins !== undefined) {
    throw new CreateError('UNSAFE_PATH', `${twins[0]} and ${twins[1]} differ only in case.`);
  }
  await requireRoom(root, { files: new Set(deletes), folders: new Set() }, written);
  for (const path of written) await requireAbsent(root, temporaryPath(path));
  const files = changed.map(([path, file]): UndoFile => {
    const before = current.get(path);
    const after = file && sha256(file.bytes);
    return { path, ...(before && { before }), ...(after && { after }) };
  });
  return { deletes, writes, files, folders: await missingFolders(root, written) };
}

/** Path -> its content after the update, undefined for none. A path that is written is not deleted. */
function wantedFiles(plan: UpdatePlan): ReadonlyMap<string, DiskFile | undefined> {
  const wanted = new Map<string, DiskFile | undefined>();
  for (const change of plan.changes)
    if (change.kind === 'delete') wanted.set(change.path, undefined);
  for (const change of plan.changes)
    if (change.kind === 'write') wanted.set(change.path, change.file);
  const manifest = Buffer.from(writeManifest(plan.manifest));
  wanted.set(basePath, { bytes: plan.base(), executable: false });
  wanted.set(manifestPath, { bytes: manifest, executable: false });
  return wanted;
}

function requireSeen(
  paths: Iterable<string>,
  current: ReadonlyMap<string, SavedFile>,
  seen: ReadonlyMap<string, DiskFile>,
): void {
  for (const path of paths) {
    const [now, then] = [current.get(path)?.bytes, seen.get(path)?.bytes];
    if ((path === basePath || path === manifestPath) && then === undefined) continue;
    const same = now && then ? Buffer.from(now).equals(then) : now === then;
    if (!same) throw new CreateError('CHANGED_MEANWHILE', `${path} was changed meanwhile.`);
  }
}

function differs(now: SavedFile | undefined, file: DiskFile | undefined): boolean {
  if (now === undefined || file === undefined) return (now === undefined) !== (file === undefined);
  return isExecutable(now.mode) !== file.executable || !Buffer.from(now.bytes).equals(file.bytes);
}

/** A replaced file keeps its permissions; whoever may read it may execute it, or nobody. */
function newContent({ bytes, executable }: DiskFile, now: SavedFile | undefined): NewContent {
  if (now === undefined) return { bytes, executable };
  if (isExecutable(now.mode) === executable) return { bytes, mode: now.mode };
  return { bytes, mode: executable ? now.mode | ((now.mode & 0o444) >> 2) : now.mode & ~0o111 };
}

function isExecutable(mode: number): boolean {
  return (mode & 0o100) !== 0;
}

async function requireAbsent(root: string, path: string): Promise<void> {
  const { kind } = await lookAt(root, path);
  if (kind === 'file' || kind === 'folder') {
    throw new CreateError('UNSAFE_PATH', `${path} is in the way; remove it.`);
  }
}

/** Parents first. */
async function missingFolders(root: string, paths: readonly string[]): Promise<string[]> {
  const missing = new Set<string>();
  for (const path of paths) {
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth += 1) {
      const folder = parts.slice(0, depth).join('/');
      if ((await lookAt(root, folder)).kind !== 'folder') missing.add(folder);
    }
  }
  return [...missing];
}
