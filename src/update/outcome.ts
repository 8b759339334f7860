// What comes out of the decision about one file: the text that will lie there, and whether it is whole.
import type { Decision } from './decide.js';
import { executableOf, layoutOf } from './decide.js';
import type { Entry } from './line-up.js';
import { mergePackageJson } from './package-json.js';
import type { Change, Conflict, DiskFile, Findings } from './plan.js';
import { plainLayout, writeText } from './text.js';

/** Three texts with LF, and their merge. `base` is empty when both sides added the file. */
export interface ThreeTexts {
  readonly base: string;
  readonly yours: string;
  readonly next: string;
}

export interface Merged {
  readonly text: string;
  /** How many places carry markers. */
  readonly conflicts: number;
}

/** @param path for messages; the texts of one file */
export type Merge = (path: string, texts: ThreeTexts) => Promise<Merged>;

export interface Outcome {
  readonly entry: Entry;
  readonly decision: Decision;
  /** The new text at the file's target; absent when nothing is written there. */
  readonly text?: string;
  readonly conflicted: boolean;
  readonly packageJson: Findings['packageJson'];
}

const whole = { conflicted: false, packageJson: [] };

/** @throws CreateError INVALID_PACKAGE_JSON */
export async function resolve(entry: Entry, decision: Decision, merge: Merge): Promise<Outcome> {
  const outcome = { entry, decision, ...whole };
  if (decision.kind === 'take') return { ...outcome, text: decision.text };
  if (decision.kind === 'merge') {
    const { text, conflicts } = await merge(entry.target, decision);
    return { ...outcome, text, conflicted: conflicts > 0 };
  }
  if (decision.kind === 'package') {
    const { base, yours, next } = decision;
    const { text, decided } = mergePackageJson(base, yours, next);
    return { ...outcome, text, packageJson: decided };
  }
  return outcome;
}

/**
 * Deletions and writes at the file's own place; a text beside it is not among them.
 *
 * @returns none when the file lies there already as it should
 */
export function changesOf(outcome: Outcome): Change[] {
  const { entry, decision } = outcome;
  const { place, target, yours } = entry;
  if (decision.kind === 'delete') return [{ kind: 'delete', path: place }];
  const file = fileOf(outcome);
  if (file === undefined) return [];
  const written: Change = { kind: 'write', path: target, file };
  if (yours === undefined) return [written];
  if (target !== place) return [{ kind: 'delete', path: place }, written];
  const same = Buffer.from(yours.bytes).equals(file.bytes) && yours.executable === file.executable;
  return same ? [] : [written];
}

/** The three sides for git's index. */
export function conflictOf({ entry }: Outcome): Conflict {
  const { base, next, yours, recorded, target } = entry;
  const side = (text: string, executable: boolean): DiskFile => ({
    bytes: writeText(text, plainLayout),
    executable,
  });
  return {
    path: target,
    ...(base === undefined ? {} : { base: side(base, recorded?.executable ?? false) }),
    ...(yours === undefined ? {} : { yours }),
    ...(next === undefined ? {} : { theirs: side(next.text, next.executable) }),
  };
}

function fileOf({ entry, text }: Outcome): DiskFile | undefined {
  const { yours, next } = entry;
  if (text === undefined && yours === undefined) return undefined;
  const bytes = text === undefined ? yours?.bytes : writeText(text, layoutOf(entry, plainLayout));
  const owners = entry.recorded?.owner === 'once' || next === undefined || !entry.recorded;
  const executable = owners && yours ? yours.executable : executableOf(entry);
  return { bytes: bytes ?? new Uint8Array(), executable };
}
