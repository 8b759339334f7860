// The words of an update's report.
import { commandsOf } from '../answers/commands.js';
import type { Answers } from '../answers/schema.js';
import type { SettingsChange } from '../update/new-settings.js';
import type { Findings } from '../update/plan.js';
import type { ReleaseNotes } from '../update/releases.js';

const shownPaths = 12;

/** A heading and the lines below it. */
export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

/** What is said of the files, in the order of what matters most; empty lists are left out. */
export function fileSections(findings: Findings): Section[] {
  const sections: Section[] = [
    {
      title: 'To solve: both of you changed the same lines',
      lines: findings.conflicted,
    },
    {
      title: 'To look at: the new text lies beside yours',
      lines: findings.beside.map(({ path, written, why }) => `${written}  (${path}: ${why})`),
    },
    {
      title: 'To decide in package.json: your value stays',
      lines: findings.packageJson.map(
        ({ key, yours, ours }) => `${key}: yours ${yours}, generated ${ours}`,
      ),
    },
    { title: 'Merged with your changes', lines: findings.merged },
    { title: 'Updated', lines: findings.updated },
    { title: 'New', lines: findings.added },
    { title: 'Removed, as you never changed them', lines: findings.removed },
    { title: 'Moved', lines: findings.moved.map(({ from, to }) => `${from} -> ${to}`) },
    { title: 'You deleted them: they stay deleted', lines: findings.keptDeleted },
    { title: 'No longer generated: they are yours now', lines: findings.yoursNow },
    {
      title: 'Yours since the beginning: a new project has another text',
      lines: findings.yoursStill,
    },
  ];
  return sections.filter(({ lines }) => lines.length > 0).map(shortened);
}

/** Nobody reads two hundred paths; what has to be solved or decided is told whole. */
function shortened({ title, lines }: Section): Section {
  const counted = `${title} (${lines.length})`;
  if (title.startsWith('To ') || lines.length <= shownPaths) return { title: counted, lines };
  const rest = lines.length - shownPaths;
  return { title: counted, lines: [...lines.slice(0, shownPaths), `and ${rest} more: git status`] };
}

/** What has to be known besides the files. */
export function noteSections(
  notes: ReleaseNotes,
  settings: SettingsChange,
  storedData: readonly string[],
): Section[] {
  const said = (list: ReleaseNotes['steps']) =>
    list.map(({ version, text }) => `${version}: ${text}`);
  const sections: Section[] = [
    { title: 'Security fixes in this update', lines: said(notes.security) },
    {
      title: 'Steps to do by hand',
      lines: said(notes.steps).map((text, index) => `${index + 1}. ${text}`),
    },
    {
      title: 'Settings: .env is yours, .env.example explains them',
      lines: [
        ...settings.added.map((name) => `new: ${name}`),
        ...settings.gone.map((name) => `no longer read: ${name}`),
      ],
    },
    { title: 'Stored data', lines: storedData },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

/** Commands to run after an update, one each. */
export function commandsAfter({ packageManager }: Answers): string[] {
  const { install, run } = commandsOf[packageManager];
  return [install, `${run} check`, `${run} test`];
}
