// The text of --help, made from the schema.
import type { Choice } from '../answers/schema.js';
import { choiceKeys, choices, defaultScopes } from '../answers/schema.js';
import { formatScopes } from '../answers/scopes.js';
import { availableValues } from '../layers/registry.js';
import { program } from '../program.js';

/** @returns what --help prints; choices that are not built yet are left out */
export function helpText(): string {
  const flags: [string, string][] = [
    ['--name <name>', 'npm package name; the default is the name of the directory'],
    ...choiceKeys.map((key): [string, string] => {
      const choice: Choice = choices[key];
      const values = availableValues(key).join(', ');
      return [`--${choice.flag} <value>`, `${values} (default ${choice.default})`];
    }),
    ['--scopes <list>', 'what clients may ask for, see below'],
    ['-y, --yes', 'take the default for everything that is not given'],
    ['--no-install', 'do not install dependencies'],
    ['--no-git', 'do not make a git repository'],
    ['--dry-run', 'show the files that would be written, write nothing'],
    ['-h, --help', 'show this text'],
    ['-v, --version', 'show the version'],
  ];
  const width = Math.max(...flags.map(([flag]) => flag.length)) + 2;
  return `${program.name} ${program.version}
Creates an MCP server with its own OAuth sign-in.

Usage: ${program.name} [create] [directory] [flags]

${flags.map(([flag, text]) => `  ${flag.padEnd(width)}${text}`).join('\n')}

Scopes are written name=sentence, separated by commas; the sentence is what the
consent page says. name>other=sentence includes the scope "other":
  --scopes "${formatScopes(defaultScopes)}"
`;
}
