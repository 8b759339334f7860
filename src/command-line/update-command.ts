// The flags of update.
import { nearest } from '../answers/nearest.js';
import { CreateError } from '../errors.js';
import type { Flag, Given } from './flag.js';
import { jsonFlag } from './flag.js';
import type { Setting, UpdateLine } from './line.js';
import { settableKeys } from './line.js';

export const updateFlags: readonly Flag[] = [
  {
    name: 'set',
    value: 'key=value',
    many: true,
    help: 'change an answer, see below; may be repeated',
  },
  { name: 'abort', help: 'take back the last update, as long as it is not committed' },
  { name: 'dry-run', help: 'show what would change, write nothing' },
  { name: 'format', value: 'command', help: 'run this formatter on both texts before merging' },
  { name: 'no-git', help: 'update a project that is in no git repository' },
  { name: 'prerelease', help: 'update with a version that is not released' },
  { name: 'fetch-base', help: 'fetch the version that made the project if its base is lost' },
  { name: 'yes', short: 'y', help: 'ask nothing' },
  jsonFlag,
];

export const updateNotes: readonly string[] = [
  `--set takes ${settableKeys.join(', ')}:`,
  '  --set storage=postgres --set package-manager=pnpm',
];

/** @throws CreateError USAGE for a `--set` that is not understood */
export function readUpdate(given: Given): UpdateLine {
  const format = given.text('format');
  return {
    command: 'update',
    set: readSettings(given.texts('set')),
    abort: given.has('abort'),
    dryRun: given.has('dry-run'),
    json: given.has('json'),
    git: !given.has('no-git'),
    prerelease: given.has('prerelease'),
    fetchBase: given.has('fetch-base'),
    yes: given.has('yes'),
    ...(format === undefined ? {} : { format }),
  };
}

function readSettings(texts: readonly string[]): Setting[] {
  const settings = texts.map(readSetting);
  const keys = settings.map(({ key }) => key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw new CreateError('USAGE', `--set ${twice} is given twice.`);
  return settings;
}

function readSetting(text: string): Setting {
  const equals = text.indexOf('=');
  if (equals === -1) throw new CreateError('USAGE', `--set ${text} lacks a value: ${text}=...`);
  const typed = text.slice(0, equals);
  const key = settableKeys.find((known) => known === typed);
  if (key !== undefined) return { key, value: text.slice(equals + 1) };
  const meant = nearest(typed, settableKeys);
  const suggestion = meant === undefined ? '' : ` Did you mean "${meant}"?`;
  throw new CreateError('USAGE', `--set does not know "${typed}".${suggestion}`, {
    hint: `It takes: ${settableKeys.join(', ')}.`,
  });
}
