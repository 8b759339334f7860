// How a question looks at a terminal that can redraw: clack's frame, with our hints.
import { styleText } from 'node:util';
import { getColumns, wrapTextWithPrefix } from '@clack/core';
import { S_BAR, S_BAR_END, S_WARN, symbol } from '@clack/prompts';
import { wrapped } from '../wrapped.js';

export type QuestionState = Parameters<typeof symbol>[0];

export interface Drawing {
  readonly state: QuestionState;
  readonly message: string;
  /** Lines to read before replying. */
  readonly details: readonly string[];
  /** Whether they stay when the question is replied to. */
  readonly keepsDetails?: boolean;
  /** What is typed or marked; longer lines are broken, indented by `indent`. */
  readonly body: readonly string[];
  /** How the reply reads once it is given. */
  readonly reply: string;
  readonly problem?: string | undefined;
  /** Which keys do what. */
  readonly keys: string;
}

/** The frame to the left of a line. */
const frame = 3;

/** @returns the lines of a question, none wider than the terminal */
export function drawn(drawing: Drawing, stdout: NodeJS.WriteStream): string {
  const { state, problem } = drawing;
  const isOpen = state !== 'submit' && state !== 'cancel';
  const colour = isOpen ? (problem === undefined ? 'cyan' : 'yellow') : 'gray';
  const bar = `${styleText(colour, S_BAR)}  `;
  const width = Math.max(getColumns(stdout) - frame, 10);
  const lines = (text: string, style: (line: string) => string, first = bar, next = bar) =>
    wrapped(text, width).map((line, index) => `${index === 0 ? first : next}${style(line)}`);
  const head = [styleText('gray', S_BAR), ...lines(drawing.message, plain, `${symbol(state)}  `)];
  const isShown = isOpen || drawing.keepsDetails === true;
  // What stays is to be read, not glanced at.
  const detail = drawing.keepsDetails === true ? plain : dim;
  const details = isShown ? drawing.details.flatMap((text) => lines(text, detail)) : [];
  if (!isOpen) return [...head, ...details, ...lines(drawing.reply, dim)].join('\n');
  const body = drawing.body.map((text) => wrapTextWithPrefix(stdout, text, `${bar}  `, bar));
  const end = `${styleText(colour, S_BAR_END)}  `;
  const foot =
    problem === undefined
      ? lines(drawing.keys, dim, end, '   ')
      : lines(`${S_WARN} ${problem}`, plain, end, '   ');
  return [...head, ...details, ...body, ...foot, ''].join('\n');
}

function plain(text: string): string {
  return text;
}

function dim(text: string): string {
  return styleText('dim', text);
}

/** How many rows a text takes at the present width. */
export function rowsOf(text: string, stdout: NodeJS.WriteStream): number {
  return wrapTextWithPrefix(stdout, text, '').split('\n').length;
}
