// --help is made from the schema.
import { expect, it } from 'vitest';
import { readCommandLine } from '../../src/answers/flags.js';
import { defaultScopes } from '../../src/answers/schema.js';
import { parseScopes } from '../../src/answers/scopes.js';
import { helpText } from '../../src/ui/help.js';

it('names no flag that the command line does not know', () => {
  const flags = [...helpText().matchAll(/^ {2}(?:-\w, )?(--[\w-]+)( <\w+>)?/gm)];
  expect(flags.length).toBeGreaterThan(10);
  for (const [, flag, value] of flags) {
    const argv = value === undefined ? [flag ?? ''] : [flag ?? '', 'x'];
    if (flag !== '--scopes') expect(() => readCommandLine(argv)).not.toThrow();
  }
});

it('shows an example of scopes that is the default', () => {
  const example = /--scopes "([^"]+)"/.exec(helpText())?.[1] ?? '';
  expect(parseScopes(example)).toEqual(defaultScopes);
});

it('fits into 100 columns and does not mention the hidden commands', () => {
  expect(
    Math.max(
      ...helpText()
        .split('\n')
        .map((line) => line.length),
    ),
  ).toBeLessThanOrEqual(100);
  expect(helpText()).not.toMatch(/janitor|render/);
});
