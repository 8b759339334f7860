// create at a real terminal: a pseudo terminal of 100 columns.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { spawn } from '@lydell/node-pty';
import { beforeAll, describe, expect, it } from 'vitest';
import { choices, layeredKeys } from '../../src/answers/schema.js';
import { availableValues } from '../../src/layers/registry.js';
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
const defaults = layeredKeys.map((key) => `--${choices[key].flag}=${choices[key].default}`);

const whatName = 'What is your server called?';
const whichLayers = layeredKeys
  .filter((key) => availableValues(key).length > 1)
  .map((key) => choices[key].question);
const whatScopes = 'What may an assistant be allowed to do?';
const whichManager = choices.packageManager.question;
const create = 'Create it?';
/** All of them, in the order in which they are asked. */
const questions = [whatName, ...whichLayers, whatScopes, whichManager, create];

describe('create at a terminal', () => {
  it('makes the default project for somebody who only presses Enter', async () => {
    const cwd = await temporaryFolder();
    const { exit, reply, screen } = terminal(flags, cwd);
    for (const question of questions) await reply(question, enter);
    expect(await exit).toBe(0);
    expect(screen()).toContain('cd my-mcp-server');
    expect(await readdir(cwd)).toEqual(['my-mcp-server']);
  });

  it('takes typed answers, own scopes and another choice', async () => {
    const cwd = await temporaryFolder();
    const { exit, reply, screen } = terminal(flags, cwd);
    await reply(whatName, `Bad Name${enter}`);
    await reply('is not a package name', `${'\u007f'.repeat(8)}tasks${enter}`);
    for (const question of whichLayers) await reply(question, enter);
    await reply(whatScopes, `${down}${enter}`);
    await reply('Name of the scope', `tasks:read${enter}`);
    await reply('What should the consent page say', `Read your tasks${enter}`);
    await reply('One more scope?', enter);
    await reply('Name of the scope', `tasks:write${enter}`);
    await reply('What should the consent page say', `Change your tasks${enter}`);
    await reply('include other scopes?', ` ${enter}`);
    await reply('One more scope?', enter);
    await reply(whichManager, `${down}${enter}`);
    await reply(create, enter);
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
    const given = ['demo', '--package-manager=npm', ...defaults];
    const { exit, reply, screen } = terminal([...given, ...flags], cwd);
    await reply(whatScopes, enter);
    await reply(create, enter);
    expect(await exit).toBe(0);
    for (const question of [whatName, ...whichLayers, whichManager]) {
      expect(screen()).not.toContain(question);
    }
  });

  it.each([
    ['the first question', 0],
    ['a choice', 1],
    ['the last question', questions.length - 1],
  ])('ends with 130 and leaves nothing after Ctrl-C at %s', async (_place, place) => {
    const cwd = await temporaryFolder();
    const { exit, reply, screen } = terminal(flags, cwd);
    for (const question of questions.slice(0, place)) await reply(question, enter);
    await reply(questions[place] ?? '', ctrlC);
    expect(await exit).toBe(130);
    expect(screen()).toContain('Nothing was written.');
    expect(await readdir(cwd)).toEqual([]);
  });

  it('writes nothing when the summary is answered with No', async () => {
    const cwd = await temporaryFolder();
    const { exit, reply } = terminal(
      ['demo', '--package-manager=npm', '--scopes=a=Read', ...defaults, ...flags],
      cwd,
    );
    await reply(create, `n`);
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
