// Reads the command line: which command, which answers were given, how to carry it out.
import { parseArgs } from 'node:util';
import { CreateError } from '../errors.js';
import { nearest } from './nearest.js';
import type { ChoiceKey } from './schema.js';
import { choiceKeys, choices } from './schema.js';

export type Command = 'create' | 'render' | 'janitor' | 'help' | 'version';

/** Answers as text, exactly as given; absent ones were not given. */
export type GivenAnswers = { readonly [K in ChoiceKey | 'name' | 'scopes']?: string };

export interface CommandLine {
  readonly command: Command;
  readonly directory?: string;
  readonly given: GivenAnswers;
  readonly yes: boolean;
  readonly install: boolean;
  readonly git: boolean;
  readonly dryRun: boolean;
  /** For `render`: a file of answers as JSON, or `-` for standard input. */
  readonly answersFile?: string;
}

const textFlags = new Map<string, ChoiceKey | 'name' | 'scopes' | 'answers'>([
  ['name', 'name'],
  ['scopes', 'scopes'],
  ['answers', 'answers'],
  ...choiceKeys.map((key) => [choices[key].flag, key] as const),
]);
const switches = ['yes', 'no-install', 'no-git', 'dry-run', 'help', 'version'];
const hidden = new Set(['answers']);
const short: Readonly<Record<string, string>> = { y: 'yes', h: 'help', v: 'version' };
const reserved = ['update', 'check', 'diff'];

/**
 * @param argv the arguments after the program's name
 * @throws CreateError USAGE for anything that is not understood
 */
export function readCommandLine(argv: readonly string[]): CommandLine {
  const values = new Map<string, string>();
  const switched = new Set<string>();
  const positionals: string[] = [];
  for (const token of parse(argv)) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const name = short[token.name] ?? token.name;
    if (switches.includes(name)) {
      if (token.inlineValue) throw new CreateError('USAGE', `--${name} takes no value.`);
      switched.add(name);
    } else if (textFlags.has(name)) {
      const nextFlag = !token.inlineValue && /^-./.test(token.value ?? '');
      if (token.value === undefined || nextFlag) {
        throw new CreateError('USAGE', `--${name} needs a value.`);
      }
      if (values.has(name)) throw new CreateError('USAGE', `--${name} is given twice.`);
      values.set(name, token.value);
    } else {
      throw unknownFlag(token.rawName);
    }
  }
  return interpret(values, switched, positionals);
}

function parse(argv: readonly string[]) {
  const text = [...textFlags.keys()].map((name) => [name, { type: 'string' as const }] as const);
  const flags = switches.map((name) => {
    const letter = Object.keys(short).find((key) => short[key] === name);
    return [name, { type: 'boolean' as const, ...(letter ? { short: letter } : {}) }] as const;
  });
  const options = Object.fromEntries([...text, ...flags]);
  return parseArgs({ args: [...argv], options, strict: false, tokens: true }).tokens;
}

function interpret(
  values: ReadonlyMap<string, string>,
  switched: ReadonlySet<string>,
  positionals: readonly string[],
): CommandLine {
  const { command, rest } = commandOf(positionals);
  const [directory, surplus] = rest;
  if (surplus !== undefined) {
    throw new CreateError('USAGE', `One directory is enough; "${surplus}" is one too many.`);
  }
  const answersFile = values.get('answers');
  const given = [...values].filter(([name]) => name !== 'answers');
  return {
    command: switched.has('help') ? 'help' : switched.has('version') ? 'version' : command,
    ...(directory === undefined ? {} : { directory }),
    given: Object.fromEntries(given.map(([flag, value]) => [textFlags.get(flag), value])),
    yes: switched.has('yes'),
    install: !switched.has('no-install'),
    git: !switched.has('no-git'),
    dryRun: switched.has('dry-run'),
    ...(answersFile === undefined ? {} : { answersFile }),
  };
}

function commandOf(positionals: readonly string[]): { command: Command; rest: readonly string[] } {
  const [first, ...rest] = positionals;
  if (first === 'create' || first === 'render' || first === 'janitor') {
    return { command: first, rest };
  }
  if (first !== undefined && reserved.includes(first)) {
    throw new CreateError('USAGE', `This release has no command "${first}" yet.`, {
      hint: `For a directory of that name write ./${first}`,
    });
  }
  return { command: 'create', rest: positionals };
}

function unknownFlag(rawName: string): CreateError {
  const known = [...textFlags.keys(), ...switches].filter((name) => !hidden.has(name));
  const meant = nearest(rawName.replace(/^-+/, ''), known);
  const suggestion = meant === undefined ? '' : ` Did you mean --${meant}?`;
  return new CreateError('USAGE', `There is no flag ${rawName}.${suggestion}`);
}
