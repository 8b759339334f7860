// Pictures and pages of recordings.
import { expect, it } from 'vitest';
import { page } from './page.js';
import { draw } from './picture.js';

const recording = {
  command: 'npm create <x>',
  frames: [{ screen: '\u25c6  One & two?' }, { screen: '\u25c7  One & two?\n\nDone.' }],
};

it('shows each screen in turn, and only the last to whoever wants nothing to move', () => {
  const svg = draw(recording, 40);
  expect(svg.match(/<g id="s\d"/g)).toEqual(['<g id="s0"', '<g id="s1"']);
  expect(svg).toContain('prefers-reduced-motion:reduce){#s0,#s1{animation:none;opacity:0}#s1{');
  expect(svg).toContain('One &amp; two?');
  expect(svg).toContain('$ npm create &lt;x&gt;');
  expect(svg).not.toMatch(/<script|href=|\d{4}-\d\d-\d\d/);
  expect(draw(recording, 40)).toBe(svg);
});

it('has the last screen as text, too', () => {
  const text = page([{ ...recording, name: 'one', heading: 'One', words: 'See.' }]);
  expect(text).toContain('](recordings/one.svg)');
  expect(text).toContain('```text\n$ npm create <x>\n\u25c7  One & two?\n\nDone.\n```\n');
  expect(text).not.toContain('\u25c6');
});
