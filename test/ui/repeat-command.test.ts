// The command that repeats a run says the same when it is read again.
import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { choices, defaultScopes } from '../../src/answers/schema.js';
import { givenAnswers } from '../../src/answers/settle.js';
import { readCommandLine } from '../../src/command-line/read.js';
import { program } from '../../src/program.js';
import { repeatCommand } from '../../src/ui/repeat-command.js';
import { shellWord } from '../../src/ui/shell-word.js';
import { sampleAnswers } from '../answers/sample-answers.js';

/** What a shell makes of the words after the program. */
function wordsOf(command: string, first: string): string[] {
  const text = execFileSync('sh', ['-c', `printf '%s\\0' ${command}`], { encoding: 'utf8' });
  const words = text.split('\0').slice(0, -1);
  expect(words.slice(0, 3).join(' ')).toBe(first);
  return words.slice(3);
}

const plain = { directory: 'demo', install: true, git: true };

it.each(choices.packageManager.values)('begins as $value creates projects', ({ value }) => {
  const version = value === 'yarn' ? '' : `@${program.version}`;
  const command = repeatCommand({ ...plain, answers: sampleAnswers({ packageManager: value }) });
  const first = `${value} create mcp-oauth-app${version} demo ${value === 'npm' ? '-- ' : ''}--`;
  expect(command.startsWith(first)).toBe(true);
});

it('gives the same answers when a shell and the program read it', () => {
  const answers = sampleAnswers({
    name: '@acme/notes',
    storage: 'redis',
    upstream: 'oidc',
    scopes: [...defaultScopes, { name: 'it$', description: `Say "it's" for $5`, implies: [] }],
  });
  const repeated = {
    answers,
    directory: "it's here",
    provider: 'okta',
    install: false,
    git: false,
  };
  const command = repeatCommand({ ...repeated, provider: 'okta' }, 'linux');
  const argv = wordsOf(command, `npm create mcp-oauth-app@${program.version}`);
  const line = readCommandLine(argv.filter((word) => word !== '--'));
  if (line.command !== 'create') throw new Error('It is another command.');
  expect(line).toMatchObject({ directory: "it's here", install: false, git: false, yes: true });
  expect(line.given.provider).toBe('okta');
  expect(givenAnswers(line, '/')).toEqual(answers);
});

it('names the project only where its directory does not', () => {
  expect(repeatCommand({ ...plain, answers: sampleAnswers() })).not.toContain('--name');
  const elsewhere = { ...plain, directory: '.', answers: sampleAnswers() };
  expect(repeatCommand(elsewhere)).toContain('--name demo');
});

it('quotes for the shells of Windows, too', () => {
  expect(shellWord('a:read=Read', 'win32')).toBe('a:read=Read');
  expect(shellWord('Read your notes', 'win32')).toBe('"Read your notes"');
});
