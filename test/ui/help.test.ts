// --help is made from the table of commands.
import { describe, expect, it } from 'vitest';
import { parseScopes, scopeProblems } from '../../src/answers/scopes.js';
import { commands } from '../../src/command-line/commands.js';
import { readCommandLine } from '../../src/command-line/read.js';
import { helpText } from '../../src/ui/help.js';
import { thrown } from '../thrown.js';

const shown = commands.filter(({ summary }) => summary !== undefined).map(({ name }) => name);
const examples = new Map([
  ['--set', 'name=demo'],
  ['--scopes', 'a=Read'],
]);

describe.each(shown)('the help text of %s', (command) => {
  it('names no flag that the command does not know, and all that it does', () => {
    const flags = [...helpText(command).matchAll(/^ {2}(?:-\w, )?(--[\w-]+)( <\S+>)? {2}/gm)];
    const known = commands.find(({ name }) => name === command)?.flags ?? [];
    expect(flags.length).toBe(known.length + 2);
    for (const [, flag = '', value] of flags) {
      const argv = value === undefined ? [flag] : [flag, examples.get(flag) ?? 'x'];
      expect(() => readCommandLine([command, ...argv])).not.toThrow();
    }
  });

  it('fits into 80 columns and does not mention the hidden commands', () => {
    const widths = helpText(command)
      .split('\n')
      .map((line) => line.length);
    expect(Math.max(...widths)).toBeLessThanOrEqual(80);
    expect(helpText(command)).not.toMatch(/janitor|render/);
  });
});

it('shows an example of scopes that would be accepted', () => {
  const example = /--scopes "([^"]+)"/.exec(helpText())?.[1] ?? '';
  expect(scopeProblems(parseScopes(example))).toEqual([]);
});

it('lists the commands where none was named', () => {
  for (const command of shown) expect(helpText()).toMatch(new RegExp(`^  ${command} +\\w`, 'm'));
});

it.each(['janitor', 'colour'])('knows nothing of a command "%s"', async (topic) => {
  expect(await thrown(() => helpText(topic))).toMatchObject({ code: 'USAGE' });
});
