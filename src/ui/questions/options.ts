// How options look: a mark, a label, and why one would choose it.
import { stripVTControlCharacters, styleText } from 'node:util';
import { getColumns } from '@clack/core';
import {
  S_CHECKBOX_INACTIVE,
  S_CHECKBOX_SELECTED,
  S_RADIO_ACTIVE,
  S_RADIO_INACTIVE,
} from '@clack/prompts';
import type { AskedOption } from '../../answers/asker.js';

/** The frame around an option, and the mark before it. */
const taken = 5;

/** A choice of one: the mark is where the cursor is. */
export function radioLines(
  options: readonly AskedOption[],
  cursor: number,
  stdout: NodeJS.WriteStream,
): string[] {
  return optionLines(options, cursor, stdout, (_, isHere) =>
    isHere ? styleText('green', S_RADIO_ACTIVE) : styleText('dim', S_RADIO_INACTIVE),
  );
}

/** A choice of several: the cursor is shown beside the marks, in words that need no colour. */
export function checkboxLines(
  options: readonly AskedOption[],
  cursor: number,
  marked: readonly string[],
  stdout: NodeJS.WriteStream,
): string[] {
  return optionLines(options, cursor, stdout, ({ value }, isHere) => {
    const box = marked.includes(value)
      ? styleText('green', S_CHECKBOX_SELECTED)
      : styleText('dim', S_CHECKBOX_INACTIVE);
    return `${isHere ? styleText('cyan', '>') : ' '} ${box}`;
  });
}

/** Hints stand beside the labels where there is room for all, otherwise below the one at the cursor. */
function optionLines(
  options: readonly AskedOption[],
  cursor: number,
  stdout: NodeJS.WriteStream,
  mark: (option: AskedOption, isHere: boolean) => string,
): string[] {
  const labels = Math.max(...options.map(({ label }) => label.length));
  const hints = Math.max(...options.map(({ hint = '' }) => hint.length));
  const marks = Math.max(...options.map((option) => plainLength(mark(option, true))));
  const fits = taken + marks + labels + hints <= getColumns(stdout);
  return options.flatMap((option, index) => {
    const isHere = index === cursor;
    const label = isHere ? option.label : styleText('dim', option.label);
    const start = `${mark(option, isHere)} ${label}`;
    if (option.hint === undefined) return [start];
    const hint = styleText('dim', option.hint);
    if (fits) return [`${start}${' '.repeat(labels - option.label.length + 2)}${hint}`];
    return isHere ? [start, `${' '.repeat(marks + 1)}${hint}`] : [start];
  });
}

function plainLength(text: string): number {
  return stripVTControlCharacters(text).length;
}
