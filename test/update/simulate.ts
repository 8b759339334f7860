// A whole update in memory: real decisions and real merges, a map of files for a disk.

import { findMoves } from '../../src/project/find-moves.js';
import { mergeWithGit } from '../../src/project/merge-texts.js';
import type { ProcessWorld } from '../../src/project/run.js';
import { sha256 } from '../../src/tree/hash.js';
import type { OwnerClass, Tree } from '../../src/tree/tree.js';
import { treeOf } from '../../src/tree/tree.js';
import type { Base } from '../../src/update/base.js';
import { baseBytes } from '../../src/update/base.js';
import type { Blocked } from '../../src/update/decide.js';
import type { Move } from '../../src/update/line-up.js';
import { lineUp, placesOf, withYours } from '../../src/update/line-up.js';
import { makePlan } from '../../src/update/make-plan.js';
import type { Manifest } from '../../src/update/manifest.js';
import { manifestOf } from '../../src/update/manifest.js';
import { couldBe, followMoves, managedPlaces, missed } from '../../src/update/moves.js';
import type { Merge } from '../../src/update/outcome.js';
import type { DiskFile, UpdatePlan } from '../../src/update/plan.js';
import { readText } from '../../src/update/text.js';
import { sampleAnswers } from '../answers/sample-answers.js';

/** Path -> file, as a disk would have it. */
export type Disk = ReadonlyMap<string, DiskFile>;

/** A file that a release generates. */
export interface Generated {
  readonly text: string;
  readonly owner?: OwnerClass;
  readonly executable?: boolean;
  /** The layer it comes from; `base` if absent. */
  readonly layer?: string;
}

export interface Simulated {
  readonly plan: UpdatePlan;
  readonly disk: Disk;
}

const processes: ProcessWorld = { env: process.env, signal: new AbortController().signal };
const layers = '0'.repeat(64);

export function treeFrom(files: Readonly<Record<string, Generated | string>>): Tree {
  return treeOf(
    Object.entries(files).map(([path, file]) => {
      const {
        text,
        owner = 'managed',
        executable = false,
        layer = 'base',
      } = typeof file === 'string' ? { text: file } : file;
      return [path, { text, owner, executable, template: `${layer}/files/${path}` }] as const;
    }),
  );
}

export function diskFrom(
  texts: Readonly<Record<string, string | Uint8Array>>,
  executable: readonly string[] = [],
): Disk {
  return new Map(
    Object.entries(texts).map(([path, text]) => {
      const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
      return [path, { bytes, executable: executable.includes(path) }] as const;
    }),
  );
}

/** The manifest of a project that was just created from a tree. */
export function manifestFor(tree: Tree): Manifest {
  const generator = { name: 'create-mcp-oauth-app', version: '0.1.0', layers };
  return manifestOf(generator, sampleAnswers(), tree, storedBase(tree).hash);
}

const storedBases = new WeakMap<Tree, { readonly base: Base; readonly hash: string }>();

/** What a project that was made from a tree reads out of its base.br, which base.test.ts packs. */
function storedBase(tree: Tree) {
  const known = storedBases.get(tree);
  if (known !== undefined) return known;
  const managed = [...tree].filter(([, { owner }]) => owner !== 'once');
  const files = managed.map(
    ([path, { executable, text }]) => [path, { executable, text }] as const,
  );
  const stored = { base: Object.fromEntries(files), hash: sha256(baseBytes(tree)) };
  storedBases.set(tree, stored);
  return stored;
}

const mergeNow = mergeWithGit({ yours: 'yours', next: 'new' }, processes);
const merges = new Map<string, ReturnType<Merge>>();

/** git merges the same texts in the same way each time: it is asked once. */
const merge: Merge = (path, texts) => {
  const key = JSON.stringify([texts.yours, texts.base, texts.next]);
  const merged = merges.get(key) ?? mergeNow(path, texts);
  merges.set(key, merged);
  return merged;
};

const moves = new Map<string, ReturnType<typeof findMoves>>();

/** So does it find the same moves. */
const movesBetween: typeof findMoves = (before, after, world) => {
  const key = JSON.stringify([[...before], [...after]]);
  const found = moves.get(key) ?? findMoves(before, after, world);
  moves.set(key, found);
  return found;
};

/** @returns the text at a path, or undefined */
export function textAt(disk: Disk, path: string): string | undefined {
  const file = disk.get(path);
  return file && new TextDecoder().decode(file.bytes);
}

/**
 * @param before what was generated last, or a manifest and the tree it tells of
 * @param disk what the owner has now
 * @param after what is generated now
 */
export async function simulate(
  before: { readonly tree: Tree; readonly manifest?: Manifest; readonly baseLost?: boolean },
  disk: Disk,
  after: { readonly tree: Tree; readonly moves?: readonly Move[]; readonly layers?: string[] },
): Promise<Simulated> {
  const manifest = before.manifest ?? manifestFor(before.tree);
  const base = before.baseLost ? undefined : storedBase(before.tree).base;
  const lined = lineUp(manifest, base, after.tree, after.moves ?? []);
  const places = placesOf(lined);
  const wanted = new Set(places);
  const files = new Map([...disk].filter(([path]) => wanted.has(path)));
  const blocked = blockedOf(places, disk);
  const entries = withYours(lined, files, blocked);
  const missing = missed(entries);
  const managed = managedPlaces(entries);
  const own = [...disk.keys()].filter((path) => !managed.has(path) && !after.tree.has(path));
  const texts = couldBe(missing, own).flatMap((path) => {
    const read = readText(disk.get(path)?.bytes ?? new Uint8Array());
    return read === undefined ? [] : [[path, read.text] as const];
  });
  const found = await movesBetween(missing, new Map(texts), processes);
  const plan = await makePlan(
    followMoves(entries, found, disk),
    blocked,
    {
      generator: { name: 'create-mcp-oauth-app', version: '0.2.0', layers },
      answers: sampleAnswers(),
      tree: after.tree,
      layers: after.layers ?? ['base'],
    },
    {
      merge,
      taken: (path) => disk.has(path) || below(path, disk).length > 0,
      below: (folder) => below(folder, disk),
    },
  );
  return { plan, disk: carryOut(plan, disk) };
}

function carryOut({ changes }: UpdatePlan, disk: Disk): Disk {
  const result = new Map(disk);
  for (const change of changes) {
    if (change.kind === 'delete') result.delete(change.path);
    else result.set(change.path, change.file);
  }
  return result;
}

function blockedOf(places: readonly string[], disk: Disk): ReadonlyMap<string, Blocked> {
  const folders = new Set([...disk.keys()].flatMap(parentsOf));
  return new Map(
    places.flatMap((path): [string, Blocked][] => {
      if (folders.has(path)) return [[path, 'folder']];
      return parentsOf(path).some((parent) => disk.has(parent)) ? [[path, 'parent-is-file']] : [];
    }),
  );
}

/** `a/b/c` -> `a/b`, `a`. */
function parentsOf(path: string): string[] {
  const end = path.lastIndexOf('/');
  return end === -1 ? [] : [path.slice(0, end), ...parentsOf(path.slice(0, end))];
}

function below(folder: string, disk: Disk): string[] {
  return [...disk.keys()].filter((path) => path.startsWith(`${folder}/`));
}
