// create at a real terminal: a pseudo terminal of 100 columns.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { spawn } from '@lydell/node-pty';
import { beforeAll, describe, expect, it } from 'vitest';
import { manifestPath, readManifest } from '../../src/update/manifest.js';
import { temporaryFolder } from '../temporary-folder.js';
import { cleanEnvironment, smallProgram } from './program.js';
import { until } from './until.js';

const enter = '\r';
const down = '\u001b[B';
const ctrlC = '\u0003';

let cli = '';
beforeAll(async () => {
  cli = await smallProgram(await temporaryFolder());
});

/** Starts the program at a terminal; the exit is listened for before anything is typed. */
function terminal(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}) {
  const pty = spawn(process.execPath, [cli, ...args], {
    cwd,
    cols: 100,
    rows: 40,
    env: { ...cleanEnvironment, TERM: 'xterm-256color', ...env } as Record<string, string>,
  });
  let raw = '';
  let seen = 0;
  pty.onData((data) => {
    raw += data;
  });
  const exit = new Promise<number>((resolve) => pty.onExit(({ exitCode }) => resolve(exitCode)));
  const screen = () => stripVTControlCharacters(raw);
  return {
    exit,
    screen,
    raw: () => raw,
    /** Waits for words that have not been waited for yet, then types. */
    reply: async (words: string, keys: string) => {
      await until(`the screen says "${words}"`, () => screen().indexOf(words, seen) !== -1);
      seen = screen().indexOf(words, seen) + words.length;
      pty.write(keys);
    },
  };
}

const flags = ['--no-install', '--no-git'];

describe('create at a terminal', () => {
  it('makes the default project for somebody who only presses Enter', async () => {
    const cwd = await temporaryFolder();
    const { exit, reply, screen } = terminal(flags, cwd);
    await reply('What is your server called?', enter);
    await reply('What may an assistant be allowed to do?', enter);
    await reply('Which package manager do you use?', enter);
    await reply('Create it?', enter);
    expect(await exit).toBe(0);
    expect(screen()).toContain('cd my-mcp-server');
    expect(await readdir(cwd)).toEqual(['my-mcp-server']);
  });

  it('takes typed answers, own scopes and another choice', async () => {
    const cwd = await temporaryFolder();
    const { exit, reply, screen } = terminal(flags, cwd);
    await reply('What is your server called?', `Bad Name${enter}`);
    await reply('is not a package name', `${'\u007f'.repeat(8)}tasks${enter}`);
    await reply('What may an assistant be allowed to do?', `${down}${enter}`);
    await reply('Name of the scope', `tasks:read${enter}`);
    await reply('What should the consent page say', `Read your tasks${enter}`);
    await reply('One more scope?', enter);
    await reply('Name of the scope', `tasks:write${enter}`);
    await reply('What should the consent page say', `Change your tasks${enter}`);
    await reply('include other scopes?', ` ${enter}`);
    await reply('One more scope?', enter);
    await reply('Which package manager do you use?', `${down}${enter}`);
    await reply('Create it?', enter);
    expect(await exit).toBe(0);
    expect(screen()).not.toContain('Warning');
    const manifest = readManifest(await readFile(join(cwd, 'tasks', manifestPath), 'utf8'));
    expect(manifest.answers).toMatchObject({
      name: 'tasks',
      packageManager: 'pnpm',
      scopes: [
        { name: 'tasks:read', description: 'Read your tasks', implies: [] },
        { name: 'tasks:write', description: 'Change your tasks', implies: ['tasks:read'] },
      ],
    });
  });

  it('asks nothing that was given on the command line', async () => {
    const cwd = await temporaryFolder();
    const { exit, reply, screen } = terminal(['demo', '--package-manager=npm', ...flags], cwd);
    await reply('What may an assistant be allowed to do?', enter);
    await reply('Create it?', enter);
    expect(await exit).toBe(0);
    expect(screen()).not.toContain('What is your server called?');
    expect(screen()).not.toContain('Which package manager');
  });

  it.each([
    ['the first question', []],
    ['a choice', [['What is your server called?', enter]]],
    [
      'the last question',
      [
        ['What is your server called?', enter],
        ['What may an assistant be allowed to do?', enter],
        ['Which package manager do you use?', enter],
      ],
    ],
  ] as const)('ends with 130 and leaves nothing after Ctrl-C at %s', async (_place, replies) => {
    const cwd = await temporaryFolder();
    const { exit, reply, screen } = terminal(flags, cwd);
    for (const [words, keys] of replies) await reply(words, keys);
    const next = ['What is your server called?', 'What may an assistant', '', 'Create it?'];
    await reply(next[replies.length] ?? '', ctrlC);
    expect(await exit).toBe(130);
    expect(screen()).toContain('Nothing was written.');
    expect(await readdir(cwd)).toEqual([]);
  });

  it('writes nothing when the summary is answered with No', async () => {
    const cwd = await temporaryFolder();
    const { exit, reply } = terminal(
      ['demo', '--package-manager=npm', '--scopes=a=Read', ...flags],
      cwd,
    );
    await reply('Create it?', `n`);
    expect(await exit).toBe(130);
    expect(await readdir(cwd)).toEqual([]);
  });

  it('uses colour, and none when NO_COLOR is set', async () => {
    const colour = new RegExp(`${String.fromCharCode(27)}\\[(3[0-7]|9[0-7])m`);
    for (const [env, expected] of [
      [{}, true],
      [{ NO_COLOR: '1' }, false],
    ] as const) {
      const { exit, raw } = terminal(['demo', '--yes', '--dry-run'], await temporaryFolder(), env);
      expect(await exit).toBe(0);
      expect(colour.test(raw())).toBe(expected);
    }
  });
});
