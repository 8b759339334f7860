// diff: what the owner has changed since the last create or update; offline.
import type { DiffLine } from '../command-line/line.js';
import { CreateError } from '../errors.js';
import { showDifference } from '../project/show-difference.js';
import { readText } from '../update/text.js';
import { nextRelease } from './next-release.js';
import { openProject } from './open-project.js';
import { readBase, readSides } from './update-sides.js';
import type { World } from './world.js';

/** How one file differs from what was generated. */
interface Difference {
  readonly path: string;
  readonly kind: 'edited' | 'deleted' | 'moved';
  /** Where the owner keeps it, when moved. */
  readonly to?: string;
}

/**
 * Files of class `once` are the owner's and not compared.
 *
 * @returns 0
 * @throws CreateError when the record is damaged
 */
export async function diff(line: DiffLine, world: World): Promise<number> {
  const project = await openProject(world);
  const base = await readBase(project, async () => false);
  if (base === undefined) {
    throw new CreateError('INVALID_PROJECT_RECORD', 'The stored base of this project is damaged.');
  }
  const next = await nextRelease(world.templatesRoot, project.answers);
  const { entries } = await readSides(project, base, { ...next, moves: [] });
  const compared = entries.flatMap(({ path, base: before, yours, place }) => {
    if (before === undefined) return [];
    const after = yours && (readText(yours.bytes)?.text ?? '(not text)\n');
    return after === before && place === path ? [] : [{ path, before, after, place }];
  });
  if (line.json) {
    const differences = compared.map(({ path, before, after, place }): Difference => {
      if (after === undefined) return { path, kind: 'deleted' };
      return after === before
        ? { path, kind: 'moved', to: place }
        : { path, kind: 'edited', ...(place === path ? {} : { to: place }) };
    });
    world.output.result(`${JSON.stringify(differences, null, 2)}\n`);
    return 0;
  }
  if (compared.length === 0) {
    world.output.outro('Every generated file is as it was generated.');
    return 0;
  }
  const before = new Map(compared.map((one) => [one.path, one.before] as const));
  const after = new Map(
    compared.flatMap(({ place, after: text }) =>
      text === undefined ? [] : [[place, text] as const],
    ),
  );
  world.output.result(await showDifference(before, after, project.processes));
  return 0;
}
