// The one table of commands: what each is for, what it takes, how its line is read.
import { createFlags, createNotes, readCreate } from './create-command.js';
import type { Flag, Given } from './flag.js';
import { jsonFlag } from './flag.js';
import type { CommandLine } from './line.js';
import { readUpdate, updateFlags, updateNotes } from './update-command.js';

export interface CommandEntry {
  readonly name: Exclude<CommandLine['command'], 'version'>;
  /** One line for the help text; hidden commands have none. */
  readonly summary?: string;
  /** Names of the positionals; each may be left out. */
  readonly positionals: readonly string[];
  readonly flags: readonly Flag[];
  /** What the help text says below the flags. */
  readonly notes: readonly string[];
  /** @throws CreateError USAGE */
  readonly read: (given: Given) => CommandLine;
}

export const commands: readonly CommandEntry[] = [
  {
    name: 'create',
    summary: 'Creates an MCP server with its own OAuth sign-in.',
    positionals: ['directory'],
    flags: createFlags,
    notes: createNotes,
    read: readCreate,
  },
  {
    name: 'update',
    summary: 'Brings the project in this directory up to date and keeps your changes.',
    positionals: [],
    flags: updateFlags,
    notes: updateNotes,
    read: readUpdate,
  },
  {
    name: 'check',
    summary: 'Says whether the project in this directory is up to date.',
    positionals: [],
    flags: [jsonFlag],
    notes: [],
    read: (given) => ({ command: 'check', json: given.has('json') }),
  },
  {
    name: 'diff',
    summary: 'Shows what you have changed since the project was created or updated.',
    positionals: [],
    flags: [jsonFlag],
    notes: [],
    read: (given) => ({ command: 'diff', json: given.has('json') }),
  },
  {
    name: 'schema',
    summary: 'Prints the JSON Schema of what create --config takes.',
    positionals: [],
    flags: [],
    notes: [],
    read: () => ({ command: 'schema' }),
  },
  {
    name: 'help',
    summary: 'Shows what a command takes.',
    positionals: ['command'],
    flags: [],
    notes: [],
    read: ({ positionals: [topic = 'create'] }) => ({ command: 'help', topic }),
  },
  {
    name: 'render',
    positionals: [],
    flags: [{ name: 'answers', value: 'file', help: 'answers as JSON, or - for standard input' }],
    notes: [],
    read: (given) => {
      const answersFile = given.text('answers');
      return { command: 'render', ...(answersFile === undefined ? {} : { answersFile }) };
    },
  },
  { name: 'janitor', positionals: [], flags: [], notes: [], read: () => ({ command: 'janitor' }) },
];

/** What runs when no command is named. */
export const defaultCommand = commands[0] as CommandEntry;

export function commandNamed(name: string | undefined): CommandEntry | undefined {
  return commands.find((entry) => entry.name === name);
}
