// Reads the command line: which command, what it was given, how to carry it out.
import { nearest, slipOf } from '../answers/nearest.js';
import { CreateError } from '../errors.js';
import { program } from '../program.js';
import type { CommandEntry } from './commands.js';
import { commandNamed, commands, defaultCommand } from './commands.js';
import { helpFlags } from './flag.js';
import type { CommandLine } from './line.js';
import { readGiven, tokensOf } from './tokens.js';

/**
 * @param argv the arguments after the program's name
 * @throws CreateError USAGE for anything that is not understood
 */
export function readCommandLine(argv: readonly string[]): CommandLine {
  const { entry, rest } = commandOf(argv);
  const given = readGiven(rest, [...entry.flags, ...helpFlags], (typed) =>
    unknownFlag(typed, entry),
  );
  if (given.has('help')) return { command: 'help', topic: entry.name };
  if (given.has('version')) return { command: 'version' };
  const surplus = given.positionals[entry.positionals.length];
  if (surplus !== undefined) throw tooMany(surplus, entry);
  return entry.read(given);
}

/**
 * The first positional, if it is the name of a command; otherwise all belongs to create.
 *
 * @throws CreateError USAGE for a word that is nearly one: somebody who wants to update a project does not
 * want another one
 */
function commandOf(argv: readonly string[]): {
  readonly entry: CommandEntry;
  readonly rest: readonly string[];
} {
  const anyFlag = [...commands.flatMap(({ flags }) => flags), ...helpFlags];
  const first = tokensOf(argv, anyFlag).find(({ kind }) => kind !== 'option');
  const entry = first?.kind === 'positional' ? commandNamed(first.value) : undefined;
  if (first?.kind === 'positional' && entry === undefined) refuseSlip(first.value, argv);
  return first === undefined || entry === undefined
    ? { entry: defaultCommand, rest: argv }
    : { entry, rest: argv.toSpliced(first.index, 1) };
}

function refuseSlip(word: string, argv: readonly string[]): void {
  const names = commands.flatMap(({ name, summary }) => (summary === undefined ? [] : [name]));
  const meant = slipOf(word, names);
  const isAfterDashes = argv.slice(0, argv.indexOf(word)).includes('--');
  if (meant === undefined || isAfterDashes) return;
  throw new CreateError('USAGE', `There is no command "${word}". Did you mean ${meant}?`, {
    hint: `For a directory of that name write ./${word}`,
  });
}

function unknownFlag(typed: string, entry: CommandEntry): CreateError {
  const bare = typed.replace(/^-+/, '');
  const command = entry === defaultCommand ? '' : ` ${entry.name}`;
  const hint = `Run ${program.name}${command} --help to see every flag.`;
  const owner = commands.find(({ flags }) => flags.some(({ name }) => name === bare));
  if (owner?.summary !== undefined) {
    const message = `${typed} is a flag of ${owner.name}, not of ${entry.name}.`;
    return new CreateError('USAGE', message, { hint });
  }
  const meant = nearest(
    bare,
    [...entry.flags, ...helpFlags].map(({ name }) => name),
  );
  const suggestion = meant === undefined ? '' : ` Did you mean --${meant}?`;
  return new CreateError('USAGE', `There is no flag ${typed}.${suggestion}`, { hint });
}

function tooMany(surplus: string, { name, positionals }: CommandEntry): CreateError {
  return new CreateError(
    'USAGE',
    positionals.length === 0
      ? `${name} works on the project in this directory; "${surplus}" is one too many.`
      : `One ${positionals[0]} is enough; "${surplus}" is one too many.`,
  );
}
