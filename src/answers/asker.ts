// What asking needs of whoever asks: a terminal that draws, or one that only writes lines.

export interface AskedOption {
  readonly value: string;
  readonly label: string;
  /** Why one would choose it. */
  readonly hint?: string;
}

interface Question {
  readonly message: string;
  /** Lines to read before replying. */
  readonly details?: readonly string[];
}

/**
 * Every question can be replied to, cancelled (throws CreateError CANCELLED), or left for the one before
 * it (throws GoBack), unless it is the first.
 */
export interface Asker {
  /** @returns the text without blanks around it; `fallback` when nothing was typed */
  text(
    question: Question & {
      /** Stands there to be edited. */
      readonly initial: string;
      readonly fallback: string;
      /** Looked at with every key. */
      readonly problem: (value: string) => string | undefined;
    },
  ): Promise<string>;
  one(
    question: Question & { readonly options: readonly AskedOption[]; readonly initial: string },
  ): Promise<string>;
  some(
    question: Question & {
      readonly options: readonly AskedOption[];
      readonly initial: readonly string[];
      readonly problem?: (values: readonly string[]) => string | undefined;
    },
  ): Promise<string[]>;
  yes(question: Question & { readonly initial: boolean }): Promise<boolean>;
  /** How many questions have been replied to, without those taken back. */
  readonly replies: number;
  /** Takes replies back, so that so many are left. */
  rewind(replies: number): void;
}

/** Somebody wants the question before this one. */
export class GoBack extends Error {
  constructor() {
    super('One question back.');
    this.name = 'GoBack';
  }
}
