/** Prints to the operator, and asks. */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';

export interface Terminal {
  /** Whether somebody is there to answer. */
  isInteractive: boolean;
  print: (line: string) => void;
  /** No faster than they are read. */
  printAll: (lines: AsyncIterable<string>) => Promise<void>;
  /** Prints apart from the output. */
  complain: (line: string) => void;
  /** Asks; what is typed is not shown. */
  askHidden: (questions: readonly string[]) => Promise<string[]>;
  /** Everything on standard input, without the line end. */
  readAll: () => Promise<string>;
  lines: () => AsyncIterable<string>;
}

/** The operator pressed Ctrl-C or closed the input. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

interface Streams {
  input: NodeJS.ReadableStream & { isTTY?: boolean };
  output: NodeJS.WritableStream;
  /** Also for questions: the output may be a file. */
  errors: NodeJS.WritableStream;
}

export function createTerminal({ input, output, errors }: Streams): Terminal {
  return {
    isInteractive: input.isTTY === true,
    print: (line) => void output.write(`${line}\n`),
    printAll: async (lines) => {
      for await (const line of lines) {
        if (!output.write(`${line}\n`)) await once(output, 'drain');
      }
    },
    complain: (line) => void errors.write(`${line}\n`),
    readAll: async () => (await text(input)).replace(/\r?\n$/, ''),
    lines: () => createInterface({ input }),
    askHidden: async (list) => {
      const lines = createInterface({ input, output: nowhere(), terminal: true, historySize: 0 });
      const typed = lines[Symbol.asyncIterator]();
      lines.once('SIGINT', () => lines.close());
      try {
        const answers: string[] = [];
        for (const question of list) {
          errors.write(question);
          const line = await typed.next();
          errors.write('\n');
          if (line.done) throw new Cancelled('Cancelled');
          answers.push(line.value);
        }
        return answers;
      } finally {
        lines.close();
      }
    },
  };
}

// The line editor echoes into this.
function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}
