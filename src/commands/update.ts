// update: find, repair, check, plan, write. Each step is one line here.
import type { UpdateLine } from '../command-line/line.js';
import { program } from '../program.js';
import { applyPlan } from '../project/apply.js';
import { requireClean } from '../project/clean-tree.js';
import { findProject } from '../project/find-project.js';
import { abort, recover } from '../project/undo.js';
import { openProject, processesOf } from './open-project.js';
import type { PreparedUpdate } from './prepare-update.js';
import { prepareUpdate } from './prepare-update.js';
import { exitCodeOf, reportEnd, reportFiles, updateResult, updateTitle } from './update-report.js';
import type { World } from './world.js';

/**
 * @returns 0 when done, 3 when something is left for the owner to solve
 * @throws CreateError; nothing is written then
 */
export async function update(line: UpdateLine, world: World): Promise<number> {
  if (line.abort) return abortUpdate(line, world);
  const { output } = world;
  output.intro(`${program.name} ${program.version} update`);
  const { root } = await findProject(world.cwd);
  const processes = processesOf(world);
  if (!line.dryRun && (await recover(root, processes))) {
    output.info('An earlier update was interrupted: what it had written was taken back');
  }
  const project = await openProject(world);
  const tree = line.dryRun ? undefined : await requireClean(root, line, processes);
  const prepared = await output.during(
    'Comparing what was generated, what you have and what is generated now',
    () => prepareUpdate(project, line, world, () => mayFetch(line, world)),
    (result) => (result.nothingToDo ? 'Nothing to do' : `Updating ${updateTitle(result)}`),
  );
  if (!prepared.baseFound) {
    output.warn('What was generated last is lost: files that you edited are left alone.');
  }
  if (prepared.nothingToDo) return upToDate(prepared, line, world);
  reportFiles(prepared, world);
  if (tree === undefined) {
    if (line.json) output.result(updateResult(prepared, false));
    output.outro('Dry run: nothing was written.');
    return exitCodeOf(prepared.plan.findings);
  }
  await output.during(
    'Writing',
    () =>
      applyPlan(
        root,
        prepared.plan,
        {
          seen: prepared.seen,
          ...tree,
          from: project.manifest.generator.version,
          to: program.version,
        },
        processes,
      ),
    () => 'Written',
  );
  reportEnd(prepared, world);
  if (line.json) output.result(updateResult(prepared, true));
  return exitCodeOf(prepared.plan.findings);
}

async function abortUpdate(line: UpdateLine, world: World): Promise<number> {
  const { root } = await findProject(world.cwd);
  const { restored, kept, staged } = await abort(root, processesOf(world));
  if (kept.length > 0) {
    world.output.note('You had edited these since; your text is kept in', kept);
  }
  if (staged.length > 0) {
    world.output.note('You had staged a text of your own for these; it is staged still', staged);
  }
  world.output.outro(`Taken back: ${restored.length} files are as they were before the update.`);
  if (line.json) world.output.result(`${JSON.stringify({ restored, kept, staged })}\n`);
  return 0;
}

function upToDate(prepared: PreparedUpdate, line: UpdateLine, { output }: World): number {
  if (line.json) output.result(updateResult(prepared, false));
  output.outro('This project is up to date.');
  return 0;
}

/** Fetching runs the release that made the project, so somebody has to agree. */
async function mayFetch(line: UpdateLine, { asker }: World): Promise<boolean> {
  if (line.fetchBase || asker === undefined || line.yes) return line.fetchBase;
  return asker.yes({
    message: 'The record of what was generated last is damaged. Fetch the release that made it?',
    initial: true,
  });
}
