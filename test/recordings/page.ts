// The page that shows recordings, as pictures and as text.
import type { Recording } from './record.js';

export interface Shown extends Recording {
  /** Of the picture in docs/recordings, without its ending. */
  readonly name: string;
  readonly heading: string;
  readonly words: string;
}

/** @returns the text of docs/first-run.md */
export function page(recordings: readonly Shown[]): string {
  return [
    '# What does a first run look like?',
    '',
    'Like this. The pictures are recordings of the program at a terminal, made by `npm run recordings`, as is',
    'this page; below each picture is the last screen as text.',
    ...recordings.flatMap(({ name, heading, words, command, frames }) => [
      '',
      `## ${heading}`,
      '',
      words,
      '',
      `![A recording of ${command}](recordings/${name}.svg)`,
      '',
      '```text',
      `$ ${command}`,
      ...(frames.at(-1)?.screen ?? '').split('\n').map((line) => line.trimEnd()),
      '```',
    ]),
    '',
  ].join('\n');
}
