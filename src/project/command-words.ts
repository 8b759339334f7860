// Splits a command line into a program and its arguments, in the same way on every system.
import { CreateError } from '../errors.js';

const word = /(?:"[^"]*"|'[^']*'|[^\s"'])+/g;
const quoted = /"([^"]*)"|'([^']*)'/g;

/**
 * White space separates, and both kinds of quotes hold together what is between them. There is no
 * shell: nothing is expanded, piped or redirected, so paths can be appended without quoting them.
 *
 * @returns at least one word
 * @throws CreateError USAGE for a quote that is not closed, and when there is no word
 */
export function commandWords(command: string): [string, ...string[]] {
  if (command.replace(word, '').trim() !== '') {
    throw new CreateError('USAGE', `A quote is not closed in this command: ${command}`);
  }
  const [program, ...args] = (command.match(word) ?? []).map((part) =>
    part.replace(quoted, (_whole, double?: string, single?: string) => double ?? single ?? ''),
  );
  if (program === undefined) throw new CreateError('USAGE', 'The command of a formatter is empty.');
  return [program, ...args];
}
