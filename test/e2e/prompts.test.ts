// create at a real terminal: every question answered, left, cancelled.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { choices, layeredKeys } from '../../src/answers/schema.js';
import { availableValues } from '../../src/layers/registry.js';
import { manifestPath, readManifest } from '../../src/update/manifest.js';
import { temporaryFolder } from '../temporary-folder.js';
import { smallProgram, stubOnPath } from './program.js';
import type { Place } from './terminal.js';
import { keys, openTerminal } from './terminal.js';
import { until } from './until.js';

const { enter, down, esc, ctrlC, ctrlD, backspace } = keys;
const hidden = '\u001b[?25l';
const shown = '\u001b[?25h';

let cli = '';
beforeAll(async () => {
  cli = await smallProgram(await temporaryFolder());
});

const terminal = async (args: readonly string[], place: Partial<Place> = {}) => {
  const cwd = await temporaryFolder();
  return { cwd, ...openTerminal(cli, args, { cwd, ...place }) };
};

const flags = ['--no-install', '--no-git'];
const defaults = layeredKeys.map((key) => `--${choices[key].flag}=${choices[key].default}`);

const whatName = 'What is your server called?';
const whichLayers = layeredKeys
  .filter((key) => availableValues(key).length > 1)
  .map((key) => choices[key].question);
const whatScopes = 'What may an assistant be allowed to do?';
const whichManager = choices.packageManager.question;
const andThen = 'And then?';
const create = 'Create it?';
/** All of them, in the order in which they are asked. */
const questions = [whatName, ...whichLayers, whatScopes, whichManager, andThen, create];
const recorded = async (project: string) =>
  readManifest(await readFile(join(project, manifestPath), 'utf8')).answers;

describe('create at a terminal', () => {
  it('makes the default project for somebody who presses Enter eight times', async () => {
    expect(questions.length).toBeLessThanOrEqual(8);
    const env = await stubOnPath('npm', 'echo {} > package-lock.json');
    const { cwd, exit, reply, screen } = await terminal([], { env });
    for (const question of questions) await reply(question, enter);
    expect(await exit).toBe(0);
    expect(await readdir(cwd)).toEqual(['my-mcp-server']);
    const entries = await readdir(join(cwd, 'my-mcp-server'));
    expect(entries).toEqual(expect.arrayContaining(['.git', 'package-lock.json']));
    expect(screen()).toContain('Installed with npm');
    expect(screen()).toMatch(/^ {2}cd my-mcp-server$/m);
    expect(screen()).toContain('  npm create mcp-oauth-app@0.0.0 my-mcp-server -- --framework');
  });

  it('takes typed answers, own scopes and another choice, and what should not be done', async () => {
    const { cwd, exit, reply, shows } = await terminal([]);
    await reply(whatName, 'Bad Name');
    await shows('is not a package name');
    await reply(whatName, `${backspace.repeat(8)}tasks${enter}`);
    for (const question of whichLayers) await reply(question, enter);
    await reply(whatScopes, `${down.repeat(4)}${enter}`);
    await reply('Start from which?', `${down.repeat(4)}${enter}`);
    await reply('Name of the scope', `tasks:read${enter}`);
    await reply('What should the consent page say', `Read your tasks${enter}`);
    await reply('Your scopes', `${down}${enter}`);
    await reply('Name of the scope', `tasks:write${enter}`);
    await reply('What should the consent page say', `Change your tasks${enter}`);
    await reply('include other scopes?', ` ${enter}`);
    await reply('tasks:write: Change your tasks (includes tasks:read)', enter);
    await reply(whichManager, `${down}${enter}`);
    await reply(andThen, ` ${down} ${enter}`);
    await reply(create, enter);
    expect(await exit).toBe(0);
    expect(await readdir(join(cwd, 'tasks'))).not.toContain('.git');
    expect(await recorded(join(cwd, 'tasks'))).toMatchObject({
      name: 'tasks',
      packageManager: 'pnpm',
      scopes: [
        { name: 'tasks:read', description: 'Read your tasks', implies: [] },
        { name: 'tasks:write', description: 'Change your tasks', implies: ['tasks:read'] },
      ],
    });
  });

  it('asks nothing that was given on the command line', async () => {
    const given = ['demo', '--package-manager=npm', ...defaults];
    const { exit, reply, screen } = await terminal([...given, ...flags]);
    await reply(whatScopes, enter);
    await reply(create, enter);
    expect(await exit).toBe(0);
    for (const question of [whatName, ...whichLayers, whichManager, andThen]) {
      expect(screen()).not.toContain(question);
    }
  });

  it('says at once that a directory is taken', async () => {
    const cwd = await temporaryFolder();
    await openTerminal(cli, ['taken', '--yes', ...flags], { cwd }).exit;
    const { exit, reply, shows } = openTerminal(cli, flags, { cwd });
    await reply(whatName, 'taken');
    await shows('exists here and is not empty');
    await reply(whatName, ctrlC);
    expect(await exit).toBe(130);
  });

  it('writes nothing when the summary is answered with No', async () => {
    const given = ['demo', '--package-manager=npm', '--scopes=a=Read', ...defaults, ...flags];
    const { cwd, exit, reply } = await terminal(given);
    await reply(create, 'n');
    expect(await exit).toBe(130);
    expect(await readdir(cwd)).toEqual([]);
  });

  it('asks and lists, but does not ask whether to create, in a dry run', async () => {
    const { cwd, exit, reply, screen } = await terminal(['--dry-run']);
    for (const question of questions.slice(0, -2)) await reply(question, enter);
    expect(await exit).toBe(0);
    expect(screen()).toContain('Dry run: nothing was written.');
    expect(await readdir(cwd)).toEqual([]);
  });
});

describe('Escape', () => {
  it('leads out of editing scopes step by step, and leaves each question once', async () => {
    const { exit, reply, screen } = await terminal(flags);
    for (const question of questions.slice(0, 1 + whichLayers.length)) await reply(question, enter);
    await reply(whatScopes, `${down.repeat(4)}${enter}`);
    await reply('Start from which?', enter);
    await reply('Your scopes', `${down}${enter}`);
    await reply('Name of the scope', `notes:purge${enter}`);
    await reply('What should the consent page say', esc);
    await reply('Name of the scope', esc);
    await reply('Your scopes', esc);
    await reply(whatScopes, esc);
    await reply(whichLayers.at(-1) ?? '', enter);
    await reply(whatScopes, `${down.repeat(4)}${enter}`);
    await reply('Start from which?', enter);
    await reply('Your scopes', enter);
    await reply(whichManager, enter);
    await reply(create, enter);
    expect(await exit).toBe(0);
    for (const question of [whatScopes, 'Start from which?', 'Your scopes', whichManager]) {
      expect(screen().split(question)).toHaveLength(2);
    }
    expect(screen()).not.toContain('notes:purge');
  });

  it('goes back over all questions, and each of them is on the screen once', async () => {
    const { cwd, exit, reply, screen } = await terminal(flags);
    const asked = questions.filter((question) => question !== andThen);
    await reply(whatName, `first${enter}`);
    for (const question of asked.slice(1, -1)) await reply(question, enter);
    await reply(create, esc);
    for (const question of asked.slice(1, -1).reverse()) await reply(question, esc);
    await reply(whatName, `${backspace.repeat(5)}second${enter}`);
    for (const question of asked.slice(1)) await reply(question, enter);
    expect(await exit).toBe(0);
    expect(await readdir(cwd)).toEqual(['second']);
    for (const question of asked) expect(screen().split(question)).toHaveLength(2);
    expect(screen()).not.toContain('first');
  });

  it('is announced from the second question on, and does nothing at the first', async () => {
    const { exit, reply, screen, shows, write } = await terminal(flags);
    await reply(whatName, esc);
    // The first key may be taken for one pressed together with Escape.
    await until('a key is shown', () => {
      write('x');
      return screen().includes('x\u2588');
    });
    expect(screen()).not.toContain('Esc back');
    await reply(whatName, enter);
    await reply(whichLayers[0] ?? '', '');
    await shows('Esc back');
    await reply(whichLayers[0] ?? '', ctrlC);
    expect(await exit).toBe(130);
  });
});

describe('cancelling', () => {
  const ways = questions.flatMap((question, place) => [
    { question, place, key: ctrlC, name: 'Ctrl-C' },
    ...(place % 3 === 0 ? [{ question, place, key: ctrlD, name: 'Ctrl-D' }] : []),
  ]);

  it.each(ways)('with $name at "$question" ends with 130 and leaves nothing', async (way) => {
    const { cwd, exit, reply, raw, screen } = await terminal([]);
    for (const question of questions.slice(0, way.place)) await reply(question, enter);
    await reply(way.question, way.key);
    expect(await exit).toBe(130);
    expect(screen()).toContain('Nothing was written.');
    expect(raw().lastIndexOf(shown)).toBeGreaterThan(raw().lastIndexOf(hidden));
    expect(await readdir(cwd)).toEqual([]);
  });

  const edit = [
    ...Array.from({ length: whichLayers.length + 1 }, () => enter),
    down.repeat(4) + enter,
  ];
  const nothing = [...edit, down.repeat(4) + enter];
  const inside = [
    { question: 'Which identity provider?', before: [enter, enter, enter, down + enter] },
    { question: 'Start from which?', before: edit },
    { question: 'Your scopes', before: [...edit, enter] },
    { question: 'Name of the scope', before: nothing },
    { question: 'What should the consent page say', before: [...nothing, `a${enter}`] },
    { question: 'notes:write', before: [...edit, enter, down.repeat(3) + enter] },
    {
      question: 'include other scopes?',
      before: [...edit, enter, down + enter, `a${enter}`, `Do a${enter}`],
    },
  ];

  it.each(inside)('works at "$question", too', async ({ question, before }) => {
    const { cwd, exit, reply, write } = await terminal([]);
    await reply(whatName, '');
    // All at once: keys that come before their question are kept for it.
    write(before.join(''));
    await reply(question, ctrlC);
    expect(await exit).toBe(130);
    expect(await readdir(cwd)).toEqual([]);
  });

  it.each([1, 2])('with %d Ctrl-C during the installation leaves nothing', async (times) => {
    const env = await stubOnPath('npm', 'echo started > /dev/tty; sleep 30');
    const { cwd, exit, raw, shows, write } = await terminal(['demo', '--yes'], { env });
    await shows('Installing with npm');
    for (let time = 0; time < times; time += 1) write(ctrlC);
    expect(await exit).toBe(130);
    expect(raw().lastIndexOf(shown)).toBeGreaterThanOrEqual(raw().lastIndexOf(hidden));
    await expect.poll(() => readdir(cwd), { timeout: 20_000 }).toEqual([]);
  });

  it('by closing the terminal at a question leaves nothing', async () => {
    const { cwd, exit, reply, kill } = await terminal([]);
    await reply(whatName, enter);
    await reply(whichLayers[0] ?? '', '');
    kill('SIGHUP');
    expect(await exit).toBe(143);
    expect(await readdir(cwd)).toEqual([]);
  });
});
