// What is said before and after a project is written.
import type { Commands } from '../answers/commands.js';
import { commandsOf } from '../answers/commands.js';
import type { Provider } from '../answers/provider.js';
import { providerChoice, providerTitle } from '../answers/provider.js';
import type { Answers, Choice, ChoiceKey } from '../answers/schema.js';
import { choices } from '../answers/schema.js';
import { shellWord } from './shell-word.js';

/** @returns aligned lines: what will be created */
export function summaryLines(
  answers: Answers,
  directory: string,
  files: number,
  provider?: Provider,
): string[] {
  const scopeWidth = Math.max(...answers.scopes.map((scope) => scope.name.length));
  const scopes = answers.scopes.map(({ name, description, implies }) => {
    const includes = implies.length === 0 ? '' : ` (includes ${implies.join(', ')})`;
    return `${name.padEnd(scopeWidth)}  ${description}${includes}`;
  });
  const rows: [string, string][] = [
    ['Name', answers.name],
    ['Directory', directory],
    ['HTTP', titleOf('framework', answers.framework)],
    ['Storage', titleOf('storage', answers.storage)],
    ['Users', titleOf('upstream', answers.upstream)],
    ...(isNamed(provider) ? [['Provider', providerTitle(provider)] as [string, string]] : []),
    ...scopes.map((line, index): [string, string] => [index === 0 ? 'Scopes' : '', line]),
    ['Packages', answers.packageManager],
    ['Files', String(files)],
  ];
  return rows.map(([label, value]) => `${label.padEnd(11)}${value}`);
}

/**
 * @param directory as one would type it after `cd`; empty when one is in it already
 * @returns lines to paste, one command each, with a sentence where one is needed
 */
export function nextStepLines(
  answers: Answers,
  directory: string,
  installed: boolean,
  provider?: Provider,
): string[] {
  const commands = commandsOf[answers.packageManager];
  const { install, run } = commands;
  const enter = directory === '' ? [] : [`  cd ${shellWord(directory)}`];
  return [
    'Start it:',
    '',
    ...enter,
    ...(installed ? [] : [`  ${install}`]),
    `  ${run} dev`,
    '',
    ...beforeSigningIn[answers.upstream](commands, enter, provider),
    '',
    `${run} dev prints the address to give to ChatGPT, Claude and others; README.md says where each of them wants it.`,
  ];
}

/** By upstream: what is left to do before anybody can sign in. */
const beforeSigningIn: Readonly<
  Record<
    Answers['upstream'],
    (commands: Commands, enter: readonly string[], provider?: Provider) => string[]
  >
> = {
  none: ({ run, dashes }, enter) => [
    'In a second terminal, add yourself as a user:',
    '',
    ...enter,
    `  ${run} admin ${dashes}users add alice`,
  ],
  oidc: (_commands, _enter, provider) => [
    ...(isNamed(provider)
      ? [
          `Then complete the lines for ${providerTitle(provider)} in .env; docs/sign-in.md says where to find what they need. Register this redirect URI:`,
        ]
      : [
          'Then name your identity provider in .env; docs/sign-in.md has the lines for Google, Microsoft Entra, Auth0, Okta and Keycloak. Register this redirect URI:',
        ]),
    '',
    '  http://localhost:3000/login/callback',
  ],
};

function titleOf(key: ChoiceKey, value: string): string {
  const choice: Choice = choices[key];
  return choice.values.find((entry) => entry.value === value)?.title ?? value;
}

function isNamed(provider: Provider | undefined): provider is Provider {
  return provider !== undefined && provider !== providerChoice.default;
}
