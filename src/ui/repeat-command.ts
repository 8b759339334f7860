// The command that does the same again, without questions.
import type { PackageManager } from '../answers/commands.js';
import { nameFromDirectory } from '../answers/name.js';
import type { Provider } from '../answers/provider.js';
import { providerChoice } from '../answers/provider.js';
import type { Answers } from '../answers/schema.js';
import { choiceKeys, choices } from '../answers/schema.js';
import { formatScopes } from '../answers/scopes.js';
import { program } from '../program.js';
import { shellWord } from './shell-word.js';

export interface Repeated {
  readonly answers: Answers;
  /** As typed. */
  readonly directory: string;
  readonly provider?: Provider;
  readonly install: boolean;
  readonly git: boolean;
}

const starter = program.name.replace(/^create-/, '');

/** Version 1 of yarn takes `@1.2.3` for a part of the name. */
const creators: Readonly<Record<PackageManager, string>> = {
  npm: `npm create ${starter}@${program.version}`,
  pnpm: `pnpm create ${starter}@${program.version}`,
  yarn: `yarn create ${starter}`,
  bun: `bun create ${starter}@${program.version}`,
};

/**
 * Names every answer, so that no default of a later version can change one.
 *
 * @returns one line for a shell
 */
export function repeatCommand(repeated: Repeated, platform?: NodeJS.Platform): string {
  const { answers, directory, provider, install, git } = repeated;
  const flags = [
    ...(nameFromDirectory(directory) === answers.name ? [] : ['--name', answers.name]),
    ...choiceKeys.flatMap((key) => [`--${choices[key].flag}`, answers[key]]),
    ...(provider === undefined || provider === providerChoice.default
      ? []
      : [`--${providerChoice.flag}`, provider]),
    ...['--scopes', formatScopes(answers.scopes)],
    ...(install ? [] : ['--no-install']),
    ...(git ? [] : ['--no-git']),
    '--yes',
  ].map((word) => shellWord(word, platform));
  // npm keeps flags for itself up to the two dashes.
  const dashes = answers.packageManager === 'npm' ? ['--'] : [];
  return [
    creators[answers.packageManager],
    shellWord(directory, platform),
    ...dashes,
    ...flags,
  ].join(' ');
}
