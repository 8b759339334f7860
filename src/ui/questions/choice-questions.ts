// Questions that are answered by choosing: one option, several of them, or yes and no.
import { MultiSelectPrompt, SelectPrompt } from '@clack/core';
import { unicodeOr } from '@clack/prompts';
import type { AskedOption, Asker } from '../../answers/asker.js';
import type { Session } from './ask.js';
import { keysText, ownSignal, replyTo } from './ask.js';
import { drawn } from './draw.js';
import { checkboxLines, radioLines } from './options.js';

type Shown = (frame: string) => void;

const move = `${unicodeOr('\u2191\u2193', 'up/down')} move`;
const yesAndNo: readonly AskedOption[] = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
];

export function askOne(
  { message, details = [], options, initial }: Parameters<Asker['one']>[0],
  session: Session,
  shown: Shown,
): Promise<string> {
  return replyTo(selectPrompt({ message, details, options, initial }, session, shown), session);
}

/** The keys y and n reply at once. */
export async function askYes(
  { message, details = [], initial }: Parameters<Asker['yes']>[0],
  session: Session,
  shown: Shown,
): Promise<boolean> {
  const question = { message, details, options: yesAndNo, initial: initial ? 'yes' : 'no' };
  const prompt = selectPrompt(question, session, shown, true);
  prompt.on('key', (character) => {
    const at = ['y', 'n'].indexOf(character?.toLowerCase() ?? '');
    if (at === -1) return;
    prompt.cursor = at;
    prompt.value = yesAndNo[at]?.value;
    prompt.state = 'submit';
  });
  return (await replyTo(prompt, session)) === 'yes';
}

export function askSome(
  { message, details = [], options, initial, problem }: Parameters<Asker['some']>[0],
  session: Session,
  shown: Shown,
): Promise<string[]> {
  const keys = keysText([move, 'Space mark', 'Enter go on'], session);
  const prompt = new MultiSelectPrompt<AskedOption>({
    options: [...options],
    initialValues: [...initial],
    signal: ownSignal(session),
    validate: (values) => problem?.((values as string[] | undefined) ?? []),
    render() {
      if (this.state === 'cancel') return '';
      const marked = (this.value ?? []) as string[];
      const labels = options.filter(({ value }) => marked.includes(value));
      const frame = drawn(
        {
          ...{ state: this.state, message, details, keys },
          body: checkboxLines(options, this.cursor, marked, session.stdout),
          reply: labels.map(({ label }) => label).join(', ') || 'Nothing',
          problem: problem?.(marked),
        },
        session.stdout,
      );
      if (this.state === 'submit') shown(frame);
      return frame;
    },
  });
  return replyTo(prompt as never as Parameters<typeof replyTo<string[]>>[0], session);
}

function selectPrompt(
  { message, details = [], options, initial }: Parameters<Asker['one']>[0],
  session: Session,
  shown: Shown,
  keepsDetails = false,
) {
  const keys = keysText([move, 'Enter choose'], session);
  return new SelectPrompt<AskedOption>({
    options: [...options],
    initialValue: initial,
    signal: ownSignal(session),
    render() {
      if (this.state === 'cancel') return '';
      const frame = drawn(
        {
          ...{ state: this.state, message, details, keepsDetails, keys },
          body: radioLines(options, this.cursor, session.stdout),
          reply: options[this.cursor]?.label ?? '',
        },
        session.stdout,
      );
      if (this.state === 'submit') shown(frame);
      return frame;
    },
  });
}
