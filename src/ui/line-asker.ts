// Asks line by line and never redraws: for screen readers, and for terminals that cannot move their cursor.
import type { AskedOption, Asker } from '../answers/asker.js';
import { GoBack } from '../answers/asker.js';
import { typedLines } from './typed-lines.js';

/** What is typed to go one question back. No name, sentence or number is written so. */
const back = '<';

/** @param stop ends a pending question when the process is asked to stop */
export function lineAsker(
  stdin: NodeJS.ReadStream,
  stdout: NodeJS.WriteStream,
  stop: AbortSignal,
): Asker {
  const typed = typedLines(stdin, stdout, stop);
  let replies = 0;
  const say = (lines: readonly string[]) => stdout.write(`${lines.join('\n')}\n`);

  /** Asks until `read` understands the line; what it returns as text is why it does not. */
  async function ask<T>(prompt: string, read: (line: string) => Read<T>): Promise<T> {
    const goesBack = replies > 0 ? `, ${back} goes back` : '';
    for (;;) {
      const line = await typed(`${prompt}${goesBack}: `);
      if (line === back && replies > 0) throw new GoBack();
      const result = read(line);
      if (result.problem === undefined) {
        replies += 1;
        return result.value;
      }
      say([result.problem]);
    }
  }

  return {
    text: ({ message, details = [], initial, fallback, problem }) => {
      const preset = initial || fallback;
      say(['', message, ...details]);
      return ask(preset === '' ? 'Reply' : `Reply, Enter for ${preset}`, (line) => {
        const value = line || preset;
        const found = problem(value);
        return found === undefined ? { value } : { problem: found };
      });
    },
    one: ({ message, details = [], options, initial }) => {
      const preset = Math.max(options.findIndex(({ value }) => value === initial) + 1, 1);
      say(['', message, ...details, ...numbered(options)]);
      return ask(`Number, Enter for ${preset}`, (line) => {
        const value = options[Number(line || preset) - 1]?.value;
        return value === undefined ? { problem: `Type 1 to ${options.length}.` } : { value };
      });
    },
    some: ({ message, details = [], options, initial, problem }) => {
      const preset = options.flatMap(({ value }, at) => (initial.includes(value) ? [at + 1] : []));
      say(['', message, ...details, ...numbered(options)]);
      const shown = preset.length === 0 ? 'none' : preset.join(' ');
      return ask(`Numbers, 0 for none, Enter for ${shown}`, (line) => {
        const numbers = line === '' ? preset : line.split(/[\s,]+/).map(Number);
        const values = numbers.filter((at) => at !== 0).map((at) => options[at - 1]?.value);
        const known = values.filter((value) => value !== undefined);
        const found =
          known.length < values.length ? `Type numbers to ${options.length}.` : problem?.(known);
        return found === undefined ? { value: known } : { problem: found };
      });
    },
    yes: ({ message, details = [], initial }) => {
      say(['', ...details, message]);
      return ask(`yes or no, Enter for ${initial ? 'yes' : 'no'}`, (line) => {
        if (line === '') return { value: initial };
        const first = line.toLowerCase().charAt(0);
        return first === 'y' || first === 'n'
          ? { value: first === 'y' }
          : { problem: 'Type yes or no.' };
      });
    },
    get replies() {
      return replies;
    },
    rewind: (left) => {
      replies = left;
    },
  };
}

type Read<T> = { readonly value: T; readonly problem?: undefined } | { readonly problem: string };

function numbered(options: readonly AskedOption[]): string[] {
  return options.map(
    ({ label, hint }, index) => `  ${index + 1}. ${label}${hint === undefined ? '' : ` - ${hint}`}`,
  );
}
