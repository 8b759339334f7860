// What create says at each of its steps.

import { relative } from 'node:path';
import type { PackageManager } from '../answers/commands.js';
import { commandsOf } from '../answers/commands.js';
import type { Answers } from '../answers/schema.js';
import type { CreateLine } from '../command-line/line.js';
import { CreateError } from '../errors.js';
import type { GitOutcome } from '../project/git.js';
import type { Outcome } from '../project/run.js';
import type { Target } from '../project/target.js';
import type { Output } from '../ui/output.js';
import { nextStepLines, summaryLines } from '../ui/summary.js';
import type { CreatePlan } from './create-plan.js';
import type { World } from './world.js';

const shownLines = 20;

/** @returns whether to go on: false after a dry run */
export async function reportPlan(
  plan: CreatePlan,
  directory: string,
  line: CreateLine,
  world: World,
): Promise<boolean> {
  const { output, asker } = world;
  output.note('Your project', summaryLines(plan.answers, directory, plan.paths.length));
  if (line.dryRun) {
    output.result(`${plan.paths.join('\n')}\n`);
    output.outro('Dry run: nothing was written.');
    return false;
  }
  if (asker === undefined || line.yes) return true;
  if (await asker.yes({ message: 'Create it?', initial: true })) return true;
  throw new CreateError('CANCELLED', 'Not created.');
}

/** Shows the end of the package manager's own words when it fails. */
export async function reportInstall(
  packageManager: PackageManager,
  output: Output,
  work: () => Promise<Outcome>,
): Promise<Outcome> {
  const outcome = await output.during(`Installing with ${packageManager}`, work, ({ ok }) =>
    ok ? `Installed with ${packageManager}` : 'The installation failed',
  );
  if (!outcome.found) output.warn(`${packageManager} is not on this machine.`);
  else if (!outcome.ok) {
    output.note(`${packageManager} says`, outcome.output.trim().split('\n').slice(-shownLines));
  }
  return outcome;
}

export function reportGit(outcome: GitOutcome, output: Output): void {
  if (outcome.kind === 'committed') {
    const who = outcome.fallbackIdentity
      ? ' (git has no user.name and user.email here, so the commit carries a stand-in)'
      : '';
    output.info(`Made a git repository with a first commit${who}`);
  } else if (outcome.kind === 'inside-repository') {
    output.info(`Already inside the git repository ${outcome.root}: committing is left to you`);
  } else if (outcome.kind === 'no-git') {
    output.info('git is not on this machine: no repository was made');
  } else {
    output.warn(`git could not make the first commit:\n${outcome.output.trim()}`);
  }
}

/**
 * Next steps to paste; they hold the installation when it was left out or failed.
 *
 * @param installed how the installation ended; undefined when it was left out
 * @returns the exit code 0
 * @throws CreateError INSTALL_FAILED
 */
export function reportResult(
  answers: Answers,
  target: Target,
  installed: Outcome | undefined,
  { cwd, output }: World,
): number {
  const typed = relative(cwd, target.path);
  const directory = typed.startsWith('..') ? target.path : typed;
  const { install } = commandsOf[answers.packageManager];
  if (installed?.ok === false) {
    throw new CreateError('INSTALL_FAILED', 'The dependencies could not be installed.', {
      hint: `The project is in place; finish with ${install} in ${directory || '.'}`,
    });
  }
  output.outro(`${answers.name} is ready.`);
  output.plain(nextStepLines(answers, directory, installed !== undefined));
  return 0;
}
