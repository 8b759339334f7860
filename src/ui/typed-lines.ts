// Lines typed at a terminal that is left as it is: the system edits and echoes them.
import type { Interface } from 'node:readline';
import { createInterface } from 'node:readline';
import { CreateError } from '../errors.js';

/**
 * Keeps lines that are typed before they are asked for. Between questions it does not read, so that the
 * process can end.
 *
 * @param stop ends the wait when the process is asked to stop
 * @returns asks for one line, without blanks around it; CreateError CANCELLED where the input ends
 */
export function typedLines(
  stdin: NodeJS.ReadStream,
  stdout: NodeJS.WriteStream,
  stop: AbortSignal,
): (prompt: string) => Promise<string> {
  const early: string[] = [];
  let reader: Interface | undefined;
  let waiting: { resolve(line: string): void; reject(error: unknown): void } | undefined;
  const end = () => waiting?.reject(new CreateError('CANCELLED', 'Cancelled.'));
  const abort = () => waiting?.reject(stop.reason);

  const start = () => {
    const made = createInterface({ input: stdin, terminal: false });
    made.on('line', (line) => (waiting ? waiting.resolve(line) : early.push(line)));
    made.on('close', end);
    return made;
  };

  return async (prompt) => {
    stop.throwIfAborted();
    stdout.write(prompt);
    const ready = early.shift();
    if (ready !== undefined) {
      stdout.write('\n');
      return ready.trim();
    }
    reader ??= start();
    reader.resume();
    stop.addEventListener('abort', abort, { once: true });
    const line = new Promise<string>((resolve, reject) => {
      waiting = { resolve, reject };
    });
    return await line
      .then((typed) => typed.trim())
      .finally(() => {
        waiting = undefined;
        reader?.pause();
        stop.removeEventListener('abort', abort);
      });
  };
}
