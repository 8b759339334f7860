// The text of --help, made from the table of commands.
import type { CommandEntry } from '../command-line/commands.js';
import { commandNamed, commands, defaultCommand } from '../command-line/commands.js';
import type { Flag } from '../command-line/flag.js';
import { helpFlags } from '../command-line/flag.js';
import { CreateError } from '../errors.js';
import { program } from '../program.js';
import { wrapped } from './wrapped.js';

const columns = 80;

/**
 * @param topic the name of a command
 * @returns what its --help prints; that of create lists the other commands, too
 * @throws CreateError USAGE when there is no such command
 */
export function helpText(topic: string = defaultCommand.name): string {
  const entry = commandNamed(topic);
  if (entry?.summary === undefined) {
    throw new CreateError('USAGE', `There is no command "${topic}".`);
  }
  return [
    `${program.name} ${program.version}`,
    entry.summary,
    '',
    `Usage: ${usage(entry)}`,
    '',
    ...rows([...entry.flags, ...helpFlags].map((flag) => [flagColumn(flag), flag.help])),
    '',
    ...(entry.notes.length > 0 ? [...entry.notes, ''] : []),
    ...(entry === defaultCommand ? commandLines() : []),
  ].join('\n');
}

function usage({ name, positionals, flags }: CommandEntry): string {
  const command = name === defaultCommand.name ? `[${name}]` : name;
  const places = positionals.map((positional) => `[${positional}]`);
  return [program.name, command, ...places, ...(flags.length > 0 ? ['[flags]'] : [])].join(' ');
}

function commandLines(): string[] {
  const shown = commands.flatMap(({ name, summary }): [string, string][] =>
    summary === undefined ? [] : [[name, summary]],
  );
  return ['Commands:', ...rows(shown), '', 'Each of them has its own --help.', ''];
}

function flagColumn({ name, short, value }: Flag): string {
  const letter = short === undefined ? '' : `-${short}, `;
  return `${letter}--${name}${value === undefined ? '' : ` <${value}>`}`;
}

/** Two columns; the right one is broken between words, so that nothing is wider than the help text. */
function rows(pairs: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...pairs.map(([left]) => left.length)) + 2;
  return pairs.flatMap(([left, right]) =>
    wrapped(right, columns - width - 2).map(
      (line, index) => `  ${(index === 0 ? left : '').padEnd(width)}${line}`,
    ),
  );
}
