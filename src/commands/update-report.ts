// What update says, in words and as JSON.
import { changedKeys } from '../answers/change.js';
import { program } from '../program.js';
import type { Section } from '../ui/update-lines.js';
import { commandsAfter, fileSections, noteSections } from '../ui/update-lines.js';
import type { Findings } from '../update/plan.js';
import type { PreparedUpdate } from './prepare-update.js';
import type { World } from './world.js';

/** Done, and something is left for the owner to solve. */
export const conflictExitCode = 3;

/** The exit code of the update once it is written: 0, or 3 when somebody has to look at it. */
export function exitCodeOf({ conflicted, beside, packageJson }: Findings): number {
  return conflicted.length + beside.length + packageJson.length === 0 ? 0 : conflictExitCode;
}

/** `from 0.1.0 to 0.2.0, framework hono -> express` */
export function updateTitle({ project, next }: PreparedUpdate): string {
  const from = project.manifest.generator.version;
  const versions = from === program.version ? [] : [`from ${from} to ${program.version}`];
  const answers = changedKeys(project.answers, next.answers).map((key) =>
    key === 'scopes'
      ? 'other scopes'
      : `${key} ${String(project.answers[key])} -> ${String(next.answers[key])}`,
  );
  const parts = [...versions, ...answers];
  return parts.length === 0 ? `within ${from}` : parts.join(', ');
}

export function reportFiles({ plan }: PreparedUpdate, { output }: World): void {
  showSections(fileSections(plan.findings), output);
}

/** What to know and what to run, after the files are written. */
export function reportEnd(prepared: PreparedUpdate, world: World): void {
  const { notes, settings, storedData, next, plan } = prepared;
  const { output } = world;
  showSections(noteSections(notes, settings, storedData), output);
  const open = exitCodeOf(plan.findings) !== 0;
  output.outro(open ? 'Updated; something is left for you.' : 'Updated.');
  output.plain([
    open
      ? 'Solve what the first lists name, then check it:'
      : 'A clean merge is not a safe merge. Check it:',
    '',
    ...commandsAfter(next.answers).map((command) => `  ${command}`),
    '',
    'Or take it all back:',
    '',
    `  npx ${program.name}@${program.version} update --abort`,
  ]);
}

/** @param written false for a dry run */
export function updateResult(prepared: PreparedUpdate, written: boolean): string {
  const { project, next, plan, notes, settings, storedData, nothingToDo, baseFound } = prepared;
  const result = {
    from: { version: project.manifest.generator.version, answers: project.answers },
    to: { version: program.version, answers: next.answers },
    upToDate: nothingToDo,
    written,
    baseFound,
    files: plan.findings,
    notes: { ...notes, settings, storedData },
    commands: commandsAfter(next.answers),
    exitCode: exitCodeOf(plan.findings),
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}

function showSections(sections: readonly Section[], output: World['output']): void {
  for (const { title, lines } of sections) output.note(title, lines);
}
