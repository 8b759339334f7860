// What create says at each of its steps.

import { relative } from 'node:path';
import type { PackageManager } from '../answers/commands.js';
import { commandsOf } from '../answers/commands.js';
import type { CreateLine } from '../command-line/line.js';
import { CreateError } from '../errors.js';
import { program } from '../program.js';
import type { GitOutcome } from '../project/git.js';
import type { Outcome } from '../project/run.js';
import type { Target } from '../project/target.js';
import type { Output } from '../ui/output.js';
import { repeatCommand } from '../ui/repeat-command.js';
import { nextStepLines, summaryLines } from '../ui/summary.js';
import type { Decided } from './create-answers.js';
import type { CreatePlan } from './create-plan.js';
import type { World } from './world.js';

const shownLines = 20;

/** What will be created, in lines. */
export function planLines({ answers, paths }: CreatePlan, decided: Decided): string[] {
  return summaryLines(answers, decided.directory, paths.length, decided.provider);
}

/** Whoever confirmed at a terminal has seen the summary. */
export function reportPlan(
  plan: CreatePlan,
  decided: Decided,
  target: Target,
  line: CreateLine,
  { output }: World,
): void {
  if (!decided.confirmed) output.note('Your project', planLines(plan, decided));
  if (!line.dryRun) return;
  if (line.json) output.result(resultText(plan, decided, target, undefined));
  else output.result(`${plan.paths.join('\n')}\n`);
  output.outro('Dry run: nothing was written.');
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

/** How the steps after writing ended; undefined for one that was left out. */
export interface Afterwards {
  readonly installed: Outcome | undefined;
  readonly git: GitOutcome | undefined;
}

/**
 * Next steps to paste, which hold the installation when it was left out, and the command that does the
 * same again.
 *
 * @returns the exit code 0
 * @throws CreateError INSTALL_FAILED
 */
export function reportResult(
  plan: CreatePlan,
  decided: Decided,
  target: Target,
  afterwards: Afterwards,
  line: CreateLine,
  { cwd, output }: World,
): number {
  const { answers } = plan;
  const { installed } = afterwards;
  const typed = relative(cwd, target.path);
  const directory = typed.startsWith('..') ? target.path : typed;
  const { install } = commandsOf[answers.packageManager];
  if (installed?.ok === false) {
    throw new CreateError('INSTALL_FAILED', 'The dependencies could not be installed.', {
      hint: `The project is in place; finish with ${install} in ${directory || '.'}`,
    });
  }
  output.outro(`${answers.name} is ready.`);
  output.plain([
    ...nextStepLines(answers, directory, installed !== undefined, decided.provider),
    '',
    'The same again, without questions:',
    '',
    `  ${repeatCommand(decided)}`,
  ]);
  if (line.json) output.result(resultText(plan, decided, target, afterwards));
  return 0;
}

/** The document for --json; holds no secret. */
function resultText(
  { answers, paths }: CreatePlan,
  decided: Decided,
  target: Target,
  afterwards: Afterwards | undefined,
): string {
  const result = {
    generator: program,
    written: afterwards !== undefined,
    directory: target.path,
    answers,
    ...(decided.provider === undefined ? {} : { provider: decided.provider }),
    installed: afterwards?.installed?.ok ?? null,
    git: afterwards?.git?.kind ?? null,
    repeat: repeatCommand(decided),
    files: paths,
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}
