// Asks at a terminal that can redraw. Escape goes one question back, Ctrl-C cancels the whole run.
import type { Asker } from '../answers/asker.js';
import type { Session } from './questions/ask.js';
import { askOne, askSome, askYes } from './questions/choice-questions.js';
import { rowsOf } from './questions/draw.js';
import { earlyKeys } from './questions/early-keys.js';
import { askText } from './questions/text-question.js';

/** @param stop ends a pending question when the process is asked to stop */
export function terminalAsker(
  stdin: NodeJS.ReadStream,
  stdout: NodeJS.WriteStream,
  stop: AbortSignal,
): Asker {
  const answer = earlyKeys(stdin);
  /** What stands on the screen of each question that was replied to. */
  const frames: string[] = [];
  const session = (): Session => ({ stdout, stop, answer, canGoBack: frames.length > 0 });
  const shown = (frame: string) => {
    frames.push(frame);
  };
  return {
    text: (question) => askText(question, session(), shown),
    one: (question) => askOne(question, session(), shown),
    some: (question) => askSome(question, session(), shown),
    yes: (question) => askYes(question, session(), shown),
    get replies() {
      return frames.length;
    },
    rewind: (replies) => {
      const gone = frames.splice(replies);
      const rows = gone.reduce((sum, frame) => sum + rowsOf(frame, stdout), 0);
      if (rows > 0) stdout.write(`\r\u001b[${rows}A\u001b[J`);
    },
  };
}
