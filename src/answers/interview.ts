// Asks one question after the other, and goes back as often as somebody wants.
import type { Asker } from './asker.js';
import { GoBack } from './asker.js';

/** Asks what is about one part of the draft, starting from what the draft says. */
export interface Step<Draft> {
  /** Whether the replies so far make it a question at all. */
  readonly isAsked?: (draft: Draft) => boolean;
  readonly ask: (asker: Asker, draft: Draft) => Promise<Partial<Draft>>;
}

/**
 * Replies stay in the draft when somebody goes back, so that Enter repeats them.
 *
 * @throws GoBack from the first question; CreateError CANCELLED
 */
export async function interview<Draft extends object>(
  asker: Asker,
  steps: readonly Step<Draft>[],
  start: Draft,
): Promise<Draft> {
  const taken: { readonly index: number; readonly replies: number }[] = [];
  let draft = start;
  let index = 0;
  while (index < steps.length) {
    const step = steps[index];
    const { replies } = asker;
    try {
      if (step !== undefined && (step.isAsked?.(draft) ?? true)) {
        draft = { ...draft, ...(await step.ask(asker, draft)) };
        taken.push({ index, replies });
      }
      index += 1;
    } catch (error) {
      const previous = taken.pop();
      if (!(error instanceof GoBack) || previous === undefined) throw error;
      asker.rewind(previous.replies);
      index = previous.index;
    }
  }
  return draft;
}
