// create [directory]: answers, plan, write, install, commit, place. Each step is one line here.
import type { CreateLine } from '../command-line/line.js';
import { readLayers } from '../layers/read.js';
import { layersFor } from '../layers/registry.js';
import { program } from '../program.js';
import { childEnvironment } from '../project/environment.js';
import type { GitOutcome } from '../project/git.js';
import { firstCommit } from '../project/git.js';
import { install } from '../project/install.js';
import { startJanitor } from '../project/janitor.js';
import type { Outcome, ProcessWorld } from '../project/run.js';
import { inspectTarget } from '../project/target.js';
import { openWorkspace } from '../project/workspace.js';
import { writeFiles } from '../tree/write.js';
import type { Decided } from './create-answers.js';
import { collectAnswers } from './create-answers.js';
import type { CreatePlan } from './create-plan.js';
import { filesToWrite, planCreate } from './create-plan.js';
import { planLines, reportGit, reportInstall, reportPlan, reportResult } from './create-report.js';
import type { World } from './world.js';

/**
 * @returns 0
 * @throws CreateError; the project is in place only when the code is INSTALL_FAILED
 */
export async function create(line: CreateLine, world: World): Promise<number> {
  const decided = await collectAnswers(line, world, async (so) =>
    planLines(await planFor(so, world), so),
  );
  const { answers } = decided;
  const target = await inspectTarget(decided.directory, world.cwd);
  const plan = await planFor(decided, world);
  reportPlan(plan, decided, target, line, world);
  if (line.dryRun) return 0;

  // Another thread packs the record from here on, and has a head start on the janitor's process.
  const files = filesToWrite(plan, world.random, decided.provider);
  const janitor = startJanitor(world.janitorCommand);
  const processes: ProcessWorld = {
    env: childEnvironment(world.env),
    signal: world.signal,
    janitor,
  };
  const workspace = await openWorkspace(target, world.random, janitor);
  let installed: Outcome | undefined;
  let git: GitOutcome | undefined;
  try {
    await writeFiles(workspace.folder, files, world.signal);
    if (decided.install) {
      installed = await reportInstall(answers.packageManager, world.output, () =>
        install(answers.packageManager, workspace.folder, processes),
      );
    }
    if (decided.git) {
      const message = `Create ${answers.name} with ${program.name} ${program.version}`;
      git = await firstCommit(workspace.folder, target.surroundings, message, processes);
      reportGit(git, world.output);
    }
    world.signal.throwIfAborted();
    await workspace.place();
  } catch (error) {
    await workspace.discard();
    throw error;
  } finally {
    await janitor.dismiss();
  }
  return reportResult(plan, decided, target, { installed, git }, line, world);
}

async function planFor({ answers }: Decided, { templatesRoot }: World): Promise<CreatePlan> {
  return planCreate(answers, await readLayers(templatesRoot, layersFor(answers)));
}
