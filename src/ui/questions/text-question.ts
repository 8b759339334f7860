// A question that is answered by typing; what is wrong shows while one types.
import { styleText } from 'node:util';
import { TextPrompt } from '@clack/core';
import type { Asker } from '../../answers/asker.js';
import type { Session } from './ask.js';
import { keysText, ownSignal, replyTo } from './ask.js';
import { drawn } from './draw.js';

export async function askText(
  { message, details = [], initial, fallback, problem }: Parameters<Asker['text']>[0],
  session: Session,
  shown: (frame: string) => void,
): Promise<string> {
  const found = (typed: string) => problem(typed.trim() || fallback);
  const keys = keysText([fallback === '' ? 'Enter go on' : `Enter takes ${fallback}`], session);
  const typedKeys = keysText(['Enter go on'], session);
  const prompt: TextPrompt = new TextPrompt({
    initialUserInput: initial,
    defaultValue: fallback,
    signal: ownSignal(session),
    validate: (value = '') => found(value),
    render() {
      if (this.state === 'cancel') return '';
      const { userInput, state } = this;
      const isTyped = userInput !== '';
      const frame = drawn(
        {
          ...{ state, message, details },
          body: [isTyped ? withCursor(userInput, this.cursor) : emptyField(fallback)],
          reply: userInput.trim() || fallback,
          problem: isTyped || state === 'error' ? found(userInput) : undefined,
          keys: isTyped ? typedKeys : keys,
        },
        session.stdout,
      );
      if (state === 'submit') shown(frame);
      return frame;
    },
  });
  return (await replyTo(prompt as never as Parameters<typeof replyTo<string>>[0], session)).trim();
}

/** The cursor can be seen without colours, too. */
function withCursor(text: string, at: number): string {
  const here = text.slice(at, at + 1);
  const marked = styleText('inverse', here);
  if (here === '' || marked === here) return `${text.slice(0, at)}\u2588${text.slice(at)}`;
  return `${text.slice(0, at)}${marked}${text.slice(at + 1)}`;
}

function emptyField(fallback: string): string {
  return `\u2588${styleText('dim', fallback)}`;
}
