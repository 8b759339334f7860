// Turns the decisions about all files into one plan.
import type { Answers } from '../answers/schema.js';
import type { Tree } from '../tree/tree.js';
import { packBase } from './base.js';
import { besideName, fileAmongParents } from './beside.js';
import type { Blocked } from './decide.js';
import { decide } from './decide.js';
import { findingsOf } from './findings.js';
import type { Entry } from './line-up.js';
import type { Generator } from './manifest.js';
import { manifestOf } from './manifest.js';
import { nextManifest } from './next-manifest.js';
import type { Merge, Outcome } from './outcome.js';
import { changesOf, conflictOf, resolve } from './outcome.js';
import type { Change, Findings, UpdatePlan } from './plan.js';
import { plainLayout, writeText } from './text.js';

/** What is generated now. */
export interface Next {
  readonly generator: Generator;
  readonly answers: Answers;
  readonly tree: Tree;
  /** Names of the layers in use. */
  readonly layers: readonly string[];
}

/** What planning asks of the world; none of it changes anything. */
export interface PlanTools {
  readonly merge: Merge;
  /** Whether anything lies at a path of the project. */
  readonly taken: (path: string) => boolean;
  /** Every file below a folder of the project. */
  readonly below: (folder: string) => readonly string[];
}

/**
 * @param entries all sides of every file, moves followed
 * @param blocked places where something else lies
 * @throws CreateError INVALID_PACKAGE_JSON
 */
export async function makePlan(
  entries: readonly Entry[],
  blocked: ReadonlyMap<string, Blocked>,
  next: Next,
  tools: PlanTools,
): Promise<UpdatePlan> {
  const free = freed(entries, next.layers, tools);
  const outcomes = await Promise.all(
    entries.map((entry) => {
      const inTheWay = blocked.get(entry.target);
      const obstacle = inTheWay && !free(entry.target, inTheWay) ? inTheWay : undefined;
      return resolve(entry, decide(entry, next.layers, obstacle), tools.merge);
    }),
  );
  const texts = outcomes.flatMap((outcome) => textBeside(outcome, tools.taken));
  const changes = [...outcomes.flatMap(changesOf), ...texts.map(({ change }) => change)];
  const base = packBase(next.tree);
  const fresh = manifestOf(next.generator, next.answers, next.tree, base.hash);
  return {
    changes: deletionsFirst(changes),
    conflicts: outcomes.filter(({ conflicted }) => conflicted).map(conflictOf),
    findings: findingsOf(
      outcomes,
      texts.map(({ finding }) => finding),
      movesOf(outcomes),
    ),
    manifest: nextManifest(fresh, outcomes),
    base: base.bytes,
  };
}

/** What is in the way may be a file or folder of ours that this very update removes. */
function freed(entries: readonly Entry[], layers: readonly string[], tools: PlanTools) {
  const deleted = new Set(
    entries
      .filter((entry) => entry.recorded && decide(entry, layers).kind === 'delete')
      .map(({ place }) => place),
  );
  return (path: string, why: Blocked): boolean => {
    if (why === 'folder') return tools.below(path).every((file) => deleted.has(file));
    const file = fileAmongParents(path, tools.taken);
    return file !== undefined && deleted.has(file);
  };
}

function textBeside(
  { entry, decision }: Outcome,
  taken: (path: string) => boolean,
): { change: Change; finding: Findings['beside'][number] }[] {
  if (decision.kind !== 'beside') return [];
  const written = besideName(entry.target, taken);
  const bytes = writeText(decision.text, plainLayout);
  const file = { bytes, executable: entry.next?.executable ?? false };
  return [
    {
      change: { kind: 'write', path: written, file },
      finding: { path: entry.target, written, why: decision.why },
    },
  ];
}

function movesOf(outcomes: readonly Outcome[]): Findings['moved'] {
  return outcomes.flatMap(({ entry }) => {
    const { recorded, place, target, yours, path } = entry;
    if (yours === undefined || recorded === undefined) return [];
    if (place !== target) return [{ from: place, to: target }];
    const known = recorded.at ?? path;
    return known === place ? [] : [{ from: known, to: place }];
  });
}

function deletionsFirst(changes: readonly Change[]): Change[] {
  const kinds = ['delete', 'write'] as const;
  return kinds.flatMap((kind) => changes.filter((change) => change.kind === kind));
}
