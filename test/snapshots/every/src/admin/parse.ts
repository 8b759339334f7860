/** Reads the command line. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { type Call, type Command, UsageError } from './command.js';

/** A command with its call, or a wish for help. */
export type Parsed = { command: Command; call: Call } | { help: readonly Command[] };

/**
 * @param args the arguments behind the program's name
 * @throws UsageError
 */
export function parseCommandLine(commands: readonly Command[], args: readonly string[]): Parsed {
  const wantsHelp = args.length === 0 || args.some((arg) => ['help', '-h', '--help'].includes(arg));
  const [group = '', verb = '', ...rest] = wantsHelp ? args.filter(isWord) : args;
  const inGroup = commands.filter(({ name }) => name.startsWith(`${group} `));
  const command = commands.find(({ name }) => name === `${group} ${verb}`);
  if (wantsHelp) {
    if (command !== undefined) return { help: [command] };
    return { help: inGroup.length > 0 ? inGroup : commands };
  }
  if (command === undefined) throw unknownCommand(inGroup.length > 0 ? inGroup : commands);
  return { command, call: readCall(command, rest) };
}

function readCall(command: Command, args: string[]): Call {
  const options: NonNullable<ParseArgsConfig['options']> = {};
  for (const [name, { value, many = false }] of Object.entries(command.options)) {
    options[name] = { type: value === undefined ? 'boolean' : 'string', multiple: many };
  }
  const { values, positionals } = strictly(command, () =>
    parseArgs({ args, options, allowPositionals: true, strict: true }),
  );
  const required = command.operands.filter((operand) => !operand.startsWith('['));
  if (positionals.length < required.length || positionals.length > command.operands.length) {
    throw new UsageError(`Usage: ${usage(command)}`);
  }
  return {
    operands: positionals,
    text: (option) => {
      const value = values[option];
      return typeof value === 'string' ? value : undefined;
    },
    list: (option) => {
      const list = values[option];
      return Array.isArray(list) ? list.filter((value) => typeof value === 'string') : [];
    },
    has: (option) => values[option] === true,
  };
}

function strictly<Result>(command: Command, parse: () => Result): Result {
  try {
    return parse();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // Node adds sentences that fit no command of ours.
    throw new UsageError(`${reason.split('. ')[0]}.\nUsage: ${usage(command)}`);
  }
}

function isWord(arg: string): boolean {
  return /^[a-z]/.test(arg) && arg !== 'help';
}

/** `grants revoke [ID] [--user USER]`. */
export function usage({ name, operands, options }: Command): string {
  const flags = Object.entries(options).map(
    ([flag, { value, many }]) =>
      `[--${flag}${value === undefined ? '' : ` ${value}`}]${many ? '...' : ''}`,
  );
  return [name, ...operands, ...flags].join(' ');
}

function unknownCommand(near: readonly Command[]): UsageError {
  const list = near.map((command) => `  ${usage(command)}`).join('\n');
  return new UsageError(`There is no such command. There are:\n${list}`);
}
