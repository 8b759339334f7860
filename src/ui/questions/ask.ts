// Runs one drawn question until it is replied to, left for the one before it, or cancelled.
import type { Prompt } from '@clack/core';
import { isCancel, settings } from '@clack/core';
import { unicodeOr } from '@clack/prompts';
import { GoBack } from '../../answers/asker.js';
import { CreateError } from '../../errors.js';
import type { EarlyKeys } from './early-keys.js';

/** What all questions of one run share. */
export interface Session {
  readonly stdout: NodeJS.WriteStream;
  /** Aborted when the process is asked to stop. */
  readonly stop: AbortSignal;
  readonly answer: EarlyKeys;
  /** Whether there is a question before this one. */
  readonly canGoBack: boolean;
}

/** Escape cancels the whole run in clack; here it goes back. */
settings.aliases.delete('escape');

const dot = unicodeOr(' · ', ' - ');

/** @returns `up/down move · Enter choose · Esc back` */
export function keysText(keys: readonly string[], { canGoBack }: Session): string {
  return [...keys, ...(canGoBack ? ['Esc back'] : [])].join(dot);
}

/** Prompts never take their listener off a signal, so each gets one of its own. */
export function ownSignal({ stop }: Session): AbortSignal {
  return AbortSignal.any([stop]);
}

/** @throws GoBack; CreateError CANCELLED or the reason why the process stops */
export async function replyTo<T>(prompt: Prompt<T>, session: Session): Promise<T> {
  const { stdout, stop, answer, canGoBack } = session;
  let isLeft = false;
  prompt.on('key', (_, { name, ctrl }) => {
    if (name === 'escape' && canGoBack) {
      isLeft = true;
      prompt.state = 'cancel';
    }
    // Without this the end of the input would leave nothing to wait for, and a hidden cursor.
    if (name === 'd' && ctrl) prompt.state = 'cancel';
  });
  const value = await answer(prompt);
  if (stop.aborted) throw stop.reason;
  if (isLeft) {
    // The prompt has drawn itself empty, and ended that with a line.
    stdout.write('\u001b[1A');
    throw new GoBack();
  }
  if (isCancel(value)) throw new CreateError('CANCELLED', 'Cancelled.');
  return value as T;
}
