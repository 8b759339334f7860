/** The text behind `--help`. */
import type { Command } from './command.js';
import { usage } from './parse.js';
import { table } from './table.js';

/** One command in full, or several with a line each. */
export function helpText(commands: readonly Command[]): string {
  const [only, ...others] = commands;
  if (only !== undefined && others.length === 0) return inFull(only);
  const list = commands.map(({ name, operands, summary }) => [
    `  ${[name, ...operands].join(' ')}`,
    summary,
  ]);
  return `${table(list)}\n\nAdd --help to a command to see its options.`;
}

function inFull(command: Command): string {
  const options = Object.entries(command.options).map(([flag, { value, description }]) => [
    `  --${flag}${value === undefined ? '' : ` ${value}`}`,
    description,
  ]);
  const parts = [`Usage: ${usage(command)}`, command.summary];
  return [...parts, ...(options.length > 0 ? [table(options)] : [])].join('\n\n');
}
