// The flags of create: every answer, and how to carry it out.
import { providerChoice } from '../answers/provider.js';
import type { Choice } from '../answers/schema.js';
import { choiceKeys, choices } from '../answers/schema.js';
import { scopesExample } from '../answers/scopes.js';
import { availableValues } from '../layers/registry.js';
import type { Flag, Given } from './flag.js';
import { jsonFlag } from './flag.js';
import type { CreateLine, GivenAnswers } from './line.js';

/** Answer -> the flag that gives it. */
const answerFlags = new Map<keyof GivenAnswers, string>([
  ['name', 'name'],
  ...choiceKeys.map((key) => [key, choices[key].flag] as const),
  ['provider', providerChoice.flag],
  ['scopes', 'scopes'],
]);

export const createFlags: readonly Flag[] = [
  {
    name: 'name',
    value: 'name',
    help: 'npm package name; the default is the name of the directory',
  },
  ...choiceKeys.map((key) => choiceFlag(choices[key], availableValues(key))),
  choiceFlag(
    providerChoice,
    providerChoice.values.map(({ value }) => value),
  ),
  { name: 'scopes', value: 'list', help: 'what clients may ask for, see below' },
  { name: 'config', value: 'file', help: 'answers as JSON, or - for standard input; flags win' },
  { name: 'yes', short: 'y', help: 'take the default for everything that is not given' },
  { name: 'install', help: 'install the dependencies (the default)' },
  { name: 'no-install', help: 'do not install them' },
  { name: 'git', help: 'make a git repository with a first commit (the default)' },
  { name: 'no-git', help: 'do not make one' },
  { name: 'dry-run', help: 'show the files that would be written, write nothing' },
  jsonFlag,
];

export const createNotes: readonly string[] = [
  'Scopes are written name=sentence, separated by commas; the sentence is what the',
  'consent page says. name>other=sentence includes the scope "other":',
  `  --scopes "${scopesExample}"`,
  '',
  'ACCESSIBLE=1 asks line by line, for screen readers. NO_COLOR=1 uses no colours.',
];

export function readCreate(given: Given): CreateLine {
  const [directory] = given.positionals;
  const configFile = given.text('config');
  const install = either(given, 'install');
  const git = either(given, 'git');
  return {
    command: 'create',
    ...(directory === undefined ? {} : { directory }),
    given: givenAnswers(given),
    ...(configFile === undefined ? {} : { configFile }),
    yes: given.has('yes'),
    ...(install === undefined ? {} : { install }),
    ...(git === undefined ? {} : { git }),
    dryRun: given.has('dry-run'),
    json: given.has('json'),
  };
}

function givenAnswers(given: Given): GivenAnswers {
  const pairs = [...answerFlags].map(([key, flag]) => [key, given.text(flag)] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
}

/** `--no-x` wins over `--x`, since it asks for less. */
function either(given: Given, flag: string): boolean | undefined {
  if (given.has(`no-${flag}`)) return false;
  return given.has(flag) ? true : undefined;
}

function choiceFlag(choice: Choice, values: readonly string[]): Flag {
  const help = `${values.join(', ')} (default ${choice.default})`;
  return { name: choice.flag, value: 'value', help };
}
