// create [directory]: answers, plan, write, install, commit, place. Each step is one line here.
import type { CreateLine } from '../command-line/line.js';
import { readLayers } from '../layers/read.js';
import { layersFor } from '../layers/registry.js';
import { program } from '../program.js';
import { childEnvironment } from '../project/environment.js';
import { firstCommit } from '../project/git.js';
import { install } from '../project/install.js';
import { startJanitor } from '../project/janitor.js';
import type { Outcome, ProcessWorld } from '../project/run.js';
import { inspectTarget } from '../project/target.js';
import { openWorkspace } from '../project/workspace.js';
import { writeFiles } from '../tree/write.js';
import { collectAnswers } from './create-answers.js';
import { filesToWrite, planCreate } from './create-plan.js';
import { reportGit, reportInstall, reportPlan, reportResult } from './create-report.js';
import type { World } from './world.js';

/**
 * @returns 0
 * @throws CreateError; the project is in place only when the code is INSTALL_FAILED
 */
export async function create(line: CreateLine, world: World): Promise<number> {
  const { answers, directory } = await collectAnswers(line, world);
  const target = await inspectTarget(directory, world.cwd);
  const layers = await readLayers(world.templatesRoot, layersFor(answers));
  const plan = planCreate(answers, layers);
  if (!(await reportPlan(plan, directory, line, world))) return 0;

  const janitor = startJanitor(world.janitorCommand);
  const processes: ProcessWorld = {
    env: childEnvironment(world.env),
    signal: world.signal,
    janitor,
  };
  const workspace = await openWorkspace(target, world.random, janitor);
  let installed: Outcome | undefined;
  try {
    await writeFiles(workspace.folder, filesToWrite(plan, world.random), world.signal);
    if (line.install !== false) {
      installed = await reportInstall(answers.packageManager, world.output, () =>
        install(answers.packageManager, workspace.folder, processes),
      );
    }
    if (line.git !== false) {
      const message = `Create ${answers.name} with ${program.name} ${program.version}`;
      const outcome = await firstCommit(workspace.folder, target.surroundings, message, processes);
      reportGit(outcome, world.output);
    }
    world.signal.throwIfAborted();
    await workspace.place();
  } catch (error) {
    await workspace.discard();
    throw error;
  } finally {
    await janitor.dismiss();
  }
  return reportResult(answers, target, installed, world);
}
