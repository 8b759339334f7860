// Computes an update whole, before anything is touched: versions, answers, sides, plan, notes.
import { changeAnswers } from '../answers/change.js';
import type { UpdateLine } from '../command-line/line.js';
import { program } from '../program.js';
import { formatTexts } from '../project/format.js';
import { mergeWithGit } from '../project/merge-texts.js';
import { filesBelow, isTaken } from '../project/peek.js';
import type { Base } from '../update/base.js';
import { decide } from '../update/decide.js';
import type { Entry } from '../update/line-up.js';
import { makePlan } from '../update/make-plan.js';
import { writeManifest } from '../update/manifest.js';
import type { SettingsChange } from '../update/new-settings.js';
import { settingsChange } from '../update/new-settings.js';
import type { Merge } from '../update/outcome.js';
import type { DiskFile, UpdatePlan } from '../update/plan.js';
import type { ReleaseNotes } from '../update/releases.js';
import { notesBetween } from '../update/releases.js';
import { storedDataNotes } from '../update/stored-data.js';
import { checkVersions } from '../update/versions.js';
import type { NextRelease } from './next-release.js';
import { nextRelease, releases } from './next-release.js';
import type { Project } from './open-project.js';
import { readBase, readSides } from './update-sides.js';
import type { World } from './world.js';

export interface PreparedUpdate {
  readonly project: Project;
  readonly next: NextRelease;
  readonly plan: UpdatePlan;
  /** The owner's files as the plan saw them. */
  readonly seen: ReadonlyMap<string, DiskFile>;
  /** Whether the text generated last could be had. */
  readonly baseFound: boolean;
  readonly notes: ReleaseNotes;
  readonly settings: SettingsChange;
  readonly storedData: readonly string[];
  /** Nothing to write, the record included. */
  readonly nothingToDo: boolean;
}

/**
 * @param mayFetch asked when the stored base cannot be used
 * @throws CreateError for everything that forbids the update
 */
export async function prepareUpdate(
  project: Project,
  line: UpdateLine,
  world: World,
  mayFetch: () => Promise<boolean>,
): Promise<PreparedUpdate> {
  const { manifest, root, processes } = project;
  const from = manifest.generator.version;
  checkVersions(from, program.version, line.prerelease);
  const answers = changeAnswers(manifest.answers, line.set);
  const next = await nextRelease(world.templatesRoot, answers);
  const base = await readBase(project, mayFetch, world.output.warn);
  const { entries, files, blocked } = await readSides(project, base, next);
  const plain = mergeWithGit(
    { yours: 'yours', next: `${program.name} ${program.version}` },
    processes,
  );
  const merge = line.format ? await formatted(plain, line.format, entries, project, next) : plain;
  const plan = await makePlan(entries, blocked, next, {
    merge,
    taken: (path) => isTaken(root, path),
    below: (folder) => filesBelow(root, folder),
  });
  return {
    project,
    next,
    plan,
    seen: files,
    baseFound: base !== undefined,
    notes: notesBetween(await releases(world.templatesRoot), from, program.version),
    settings: settingsOf(base, next),
    storedData: storedDataNotes(project.answers, answers),
    nothingToDo:
      plan.changes.length === 0 && writeManifest(plan.manifest) === writeManifest(manifest),
  };
}

/** Lays out what was generated, before and now, as the owner's formatter would. */
async function formatted(
  merge: Merge,
  command: string,
  entries: readonly Entry[],
  { root, processes }: Project,
  { layers }: NextRelease,
): Promise<Merge> {
  const decisions = entries.map((entry) => [entry.target, decide(entry, layers)] as const);
  const side = (which: 'base' | 'next') =>
    new Map(
      decisions.flatMap(([path, decision]) =>
        decision.kind === 'merge' ? [[path, decision[which]] as const] : [],
      ),
    );
  const base = await formatTexts(command, side('base'), root, processes);
  const next = await formatTexts(command, side('next'), root, processes);
  return (path, texts) =>
    merge(path, {
      ...texts,
      base: base.get(path) ?? texts.base,
      next: next.get(path) ?? texts.next,
    });
}

function settingsOf(base: Base | undefined, { tree }: NextRelease): SettingsChange {
  const path = '.env.example';
  const after = tree.get(path)?.text ?? '';
  return settingsChange(base?.[path]?.text ?? after, after);
}
