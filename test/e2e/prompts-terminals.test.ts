// create at terminals that are narrow, change their size, have no colours, or cannot be drawn on.
import { readdir } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.js';
import { smallProgram, stubOnPath } from './program.js';
import type { Place } from './terminal.js';
import { keys, openTerminal } from './terminal.js';

const { enter, down, up, esc, ctrlC, ctrlD } = keys;
const escapeCharacter = '\u001b';
const colour = new RegExp(`${escapeCharacter}\\[(3[0-79]|4[0-79]|9[0-7]|10[0-7])m`);

let cli = '';
beforeAll(async () => {
  cli = await smallProgram(await temporaryFolder());
});

const terminal = async (args: readonly string[], place: Partial<Place> = {}) => {
  const cwd = await temporaryFolder();
  return { cwd, ...openTerminal(cli, args, { cwd, ...place }) };
};

const flags = ['--no-install', '--no-git'];
const questions = [
  'What is your server called?',
  'Which HTTP framework should carry the server?',
  'Where should users, clients and grants be kept?',
  'Who are your users?',
  'What may an assistant be allowed to do?',
  'Which package manager do you use?',
  'Create it?',
];

describe('colours', () => {
  it('are used, and not where NO_COLOR is set: not in questions, not in what follows', async () => {
    const stub = await stubOnPath('npm', 'sleep 1');
    for (const [env, expected] of [
      [{}, true],
      [{ NO_COLOR: '1' }, false],
    ] as const) {
      const { exit, reply, raw } = await terminal(['--no-git'], { env: { ...stub, ...env } });
      for (const question of questions.slice(0, -1)) await reply(question, enter);
      await reply('And then?', enter);
      await reply('Create it?', enter);
      expect(await exit).toBe(0);
      expect(colour.test(raw())).toBe(expected);
    }
  });

  it('are not needed to see what is chosen and where the cursor is', async () => {
    const { exit, reply, shows } = await terminal(flags, { env: { NO_COLOR: '1' } });
    await reply(questions[0] ?? '', `abc${escapeCharacter}[D`);
    await shows('ab\u2588c');
    await reply(questions[0] ?? '', enter);
    await reply(questions[1] ?? '', down);
    await shows('\u25cb Hono');
    await shows('\u25cf Express');
    await reply(questions[1] ?? '', ctrlC);
    expect(await exit).toBe(130);
  });
});

describe('a narrow terminal', () => {
  it('of 40 columns says below the option why one would choose it', async () => {
    const { exit, reply, screen } = await terminal(['demo'], { columns: 40 });
    await reply(questions[1] ?? '', '');
    expect(screen()).toMatch(
      /\u25cf Hono\n\u2502 +small, fast, web standards\n\u2502 +\u25cb Express\n/,
    );
    await reply(questions[1] ?? '', ctrlC);
    expect(await exit).toBe(130);
  });

  it('of 40 columns shows every line whole, and goes back cleanly', async () => {
    const { exit, reply, screen } = await terminal(flags, { columns: 40, rows: 60 });
    for (const question of questions.slice(0, -1)) await reply(question, enter);
    await reply('Create it?', esc);
    await reply('Which package manager', enter);
    await reply('Create it?', '');
    const lines = screen().split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(40);
    expect(
      lines.filter((line) => line !== '' && !/^[\u250c\u2502\u25c7\u25c6\u2514 ]/.test(line)),
    ).toEqual([]);
    await reply('Create it?', enter);
    expect(await exit).toBe(0);
    for (const question of ['your server called?', 'Which package manager', 'Create it?']) {
      expect(screen().split(question)).toHaveLength(2);
    }
  });

  it.each([
    ['narrower', 100, 40],
    ['wider', 40, 100],
  ])('that becomes %s in the middle of a question goes on', async (_how, from, to) => {
    const { cwd, exit, reply, resize, raw, screen, shows } = await terminal(flags, {
      columns: from,
      rows: 60,
    });
    await reply(questions[0] ?? '', enter);
    await reply(questions[1] ?? '', down);
    await shows('\u25cf Express');
    const before = raw().length;
    resize(to);
    await expect.poll(() => raw().length).toBeGreaterThan(before);
    await reply(questions[1] ?? '', up);
    for (const question of questions.slice(1)) await reply(question, enter);
    expect(await exit).toBe(0);
    for (const question of ['HTTP framework', 'Create it?']) {
      expect(screen().split(question)).toHaveLength(2);
    }
    expect(await readdir(cwd)).toEqual(['my-mcp-server']);
  });
});

describe.each([
  ['a dumb terminal', { TERM: 'dumb' }],
  ['a screen reader', { ACCESSIBLE: '1' }],
])('for %s', (_name, env) => {
  const asked = async (args: readonly string[]) => {
    const opened = await terminal(args, { env });
    let seen = 0;
    /** The questions stay where they are, so each is waited for behind the one before. */
    const reply = async (words: string, typed: string) => {
      await expect.poll(() => opened.raw().indexOf(words, seen), { timeout: 20_000 }).not.toBe(-1);
      await expect.poll(() => /: $/.test(opened.raw())).toBe(true);
      seen = opened.raw().indexOf(words, seen) + words.length;
      opened.write(typed);
    };
    return { ...opened, reply };
  };

  it('asks in plain lines, without a single escape sequence', async () => {
    const { cwd, exit, reply, raw } = await asked([]);
    await reply(questions[0] ?? '', 'Bad Name\r');
    await reply('is not a package name', 'demo\r');
    await reply(questions[1] ?? '', '7\r');
    await reply('Type 1 to 4.', '1\r');
    await reply(questions[2] ?? '', '<\r');
    for (const question of questions.slice(1, -2)) await reply(question, '\r');
    await reply(questions[5] ?? '', '2\r');
    await reply('And then?', '0\r');
    await reply('Create it?', 'y\r');
    expect(await exit).toBe(0);
    expect(await readdir(cwd)).toEqual(['demo']);
    expect(raw()).toContain('Packages   pnpm');
    expect(raw()).not.toContain(escapeCharacter);
  });

  it('takes lines that are typed ahead', async () => {
    const { cwd, exit, reply } = await asked(flags);
    await reply(questions[0] ?? '', `early\r${'\r'.repeat(5)}y\r`);
    expect(await exit).toBe(0);
    expect(await readdir(cwd)).toEqual(['early']);
  });

  it.each([
    ['Ctrl-C', ctrlC],
    ['Ctrl-D', ctrlD],
  ])('ends with 130 after %s and leaves nothing', async (_key, typed) => {
    const { cwd, exit, reply } = await asked([]);
    await reply(questions[0] ?? '', '\r');
    await reply(questions[1] ?? '', typed);
    expect(await exit).toBe(130);
    expect(await readdir(cwd)).toEqual([]);
  });
});

it('asks nobody where CI is set, although there is a terminal', async () => {
  const { exit, screen, cwd } = await terminal([], { env: { CI: 'true' } });
  expect(await exit).toBe(2);
  expect(screen()).toContain('--framework');
  expect(await readdir(cwd)).toEqual([]);
});

it('asks nobody where the result is wanted as JSON', async () => {
  const { exit, screen, cwd } = await terminal(['--json']);
  expect(await exit).toBe(2);
  expect(screen()).toContain('"code":"MISSING_ANSWERS"');
  expect(await readdir(cwd)).toEqual([]);
});

it('asks where CI is set to false', async () => {
  const { exit, reply } = await terminal([], { env: { CI: 'false' } });
  await reply(questions[0] ?? '', ctrlC);
  expect(await exit).toBe(130);
});
