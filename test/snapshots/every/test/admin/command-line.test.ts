/** The command line of the operator's tool. */
import { describe, expect, it } from 'vitest';
import { type Command, UsageError } from '../../src/admin/command.js';
import { helpText } from '../../src/admin/help.js';
import { parseCommandLine } from '../../src/admin/parse.js';
import { adminProcess } from './run-admin.js';

const nothing = async () => undefined;
const commands: readonly Command[] = [
  {
    name: 'things add',
    operands: ['NAME', '[PLACE]'],
    summary: 'Adds a thing.',
    options: {
      kind: { value: 'KIND', description: 'what kind it is' },
      force: { description: 'even if it is there' },
      label: { value: 'LABEL', many: true, description: 'what is written on it' },
    },
    run: nothing,
  },
  { name: 'things list', operands: [], summary: 'Lists things.', options: {}, run: nothing },
  { name: 'others list', operands: [], summary: 'Lists others.', options: {}, run: nothing },
];

const parse = (line: string) => parseCommandLine(commands, line.split(' ').filter(Boolean));
const refusal = (line: string): string => {
  try {
    parse(line);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
  }
  return 'accepted';
};

describe('parseCommandLine', () => {
  it('reads operands and options in any order', () => {
    const parsed = parse('things add --force one --kind=new two');
    if ('help' in parsed) throw new Error('It is no help');
    const { command, call } = parsed;
    expect(command.name).toBe('things add');
    expect(call.operands).toEqual(['one', 'two']);
    expect(call.text('kind')).toBe('new');
    expect(call.has('force')).toBe(true);
    expect(call.has('kind')).toBe(false);
    expect(call.list('label')).toEqual([]);
  });

  it('reads options that may come several times', () => {
    const parsed = parse('things add --label=one two --label three');
    if ('help' in parsed) throw new Error('It is no help');
    expect(parsed.call.list('label')).toEqual(['one', 'three']);
    expect(parsed.call.text('label')).toBeUndefined();
  });

  it.each([
    ['', ['things add', 'things list', 'others list']],
    ['--help', ['things add', 'things list', 'others list']],
    ['help', ['things add', 'things list', 'others list']],
    ['things --help', ['things add', 'things list']],
    ['help things', ['things add', 'things list']],
    ['things add --help', ['things add']],
    ['things add one -h', ['things add']],
    ['nothing --help', ['things add', 'things list', 'others list']],
  ])('answers "%s" with the help of %j', (line, names) => {
    const parsed = parse(line);
    expect('help' in parsed && parsed.help.map(({ name }) => name)).toEqual(names);
  });

  it.each([
    ['things', 'things list'],
    ['things remove', 'things list'],
    ['nothing', 'others list'],
    ['things add', 'Usage: things add NAME [PLACE] [--kind KIND] [--force] [--label LABEL]...'],
    ['things add a b c', 'Usage: things add'],
    ['things add a --unknown', "Unknown option '--unknown'."],
    ['things add a --kind', 'Usage: things add'],
    ['things add a --force=yes', 'Usage: things add'],
    ['things list a', 'Usage: things list'],
  ])('refuses "%s" and says what there is', (line, hint) => {
    expect(refusal(line)).toContain(hint);
  });
});

it('the help lists commands, or one with its options', () => {
  expect(helpText(commands)).toMatch(/things add NAME \[PLACE\] +Adds a thing\.\n/);
  expect(helpText(commands.slice(0, 1))).toMatch(/--kind KIND +what kind it is\n/);
});

describe('the program', () => {
  const admin = adminProcess('not needed');

  it('prints its help without a database', async () => {
    const { code, output } = await admin('--help');
    expect(code).toBe(0);
    expect(output).toMatch(/grants revoke[\s\S]*clients remove/);
  });

  it('ends with 2 for a wrong call, 1 for a wrong configuration', async () => {
    expect(await admin('grants forget')).toMatchObject({ code: 2, output: '' });
    const { code, errors } = await admin('grants list');
    expect(code).toBe(1);
    expect(errors).toMatch(/^The configuration is wrong[\s\S]*DATABASE_URL must be/);
    expect(errors).not.toMatch(/ at .*\.ts/);
  });
});
