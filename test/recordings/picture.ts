// Draws a recording: an SVG that shows one screen after the other, without a script.
import type { Recording } from './record.js';

const line = 18;
const letter = 8.4;
const margin = 16;
const secondsEach = 2.5;
const secondsLast = 8;

/** The marks of the program in its own colours; everything else is plain. */
const colours: readonly (readonly [marks: RegExp, colour: string])[] = [
  [/[\u2502\u250c\u2514\u251c\u2500\u256e\u256f\u25cb\u25fb]/u, '#7d8590'],
  [/\u25c6/u, '#39c5cf'],
  [/[\u25c7\u25cf\u25fc]/u, '#56d364'],
];

/** @returns the text of the file; of the same recording always the same */
export function draw({ command, frames }: Recording, columns: number): string {
  const screens = frames.map(({ screen }) => [`$ ${command}`, ...screen.split('\n')]);
  const rows = Math.max(...screens.map((lines) => lines.length));
  const width = Math.ceil(columns * letter) + 2 * margin;
  const height = rows * line + 2 * margin;
  const total = (screens.length - 1) * secondsEach + secondsLast;
  const last = screens.length - 1;
  const steps = screens.map((_, index) => {
    const from = percent((index * secondsEach) / total);
    const to = index === last ? 100 : percent(((index + 1) * secondsEach) / total);
    // Shown from one moment to the next, and in no other.
    const before = index === 0 ? '' : `0%{opacity:0}${from - 0.01}%{opacity:0}`;
    const after = index === last ? '' : `${to}%{opacity:0}100%{opacity:0}`;
    return `@keyframes s${index}{${before}${from}%{opacity:1}${to - 0.01}%{opacity:1}${after}}`;
  });
  const all = screens.map((_, index) => `#s${index}`).join(',');
  const style = [
    'text{font:14px ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre;fill:#e6edf3}',
    ...steps,
    ...screens.map((_, index) => `#s${index}{animation:s${index} ${total}s step-end infinite}`),
    `@media(prefers-reduced-motion:reduce){${all}{animation:none;opacity:0}#s${last}{opacity:1}}`,
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}">`,
    `<title>${escaped(command)}</title>`,
    `<style>${style.join('')}</style>`,
    `<rect width="100%" height="100%" rx="8" fill="#0d1117"/>`,
    ...screens.map((lines, index) => group(lines, index)),
    '</svg>',
    '',
  ].join('\n');
}

function group(lines: readonly string[], index: number): string {
  const texts = lines.map((text, row) => {
    const y = margin + (row + 1) * line - 4;
    return text === '' ? '' : `<text x="${margin}" y="${y}">${coloured(text)}</text>`;
  });
  return `<g id="s${index}">\n${texts.filter((text) => text !== '').join('\n')}\n</g>`;
}

function coloured(text: string): string {
  return [...text]
    .map((character) => {
      const colour = colours.find(([marks]) => marks.test(character))?.[1];
      const safe = escaped(character);
      return colour === undefined ? safe : `<tspan fill="${colour}">${safe}</tspan>`;
    })
    .join('');
}

function percent(part: number): number {
  return Math.round(part * 10_000) / 100;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
