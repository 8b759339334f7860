// Which questions are asked, in which order: what the schema lists and was not given.
import { availableValues } from '../layers/registry.js';
import type { Kept } from './ask-scopes.js';
import { askScopes } from './ask-scopes.js';
import type { AskedOption, Asker } from './asker.js';
import type { PackageManager } from './commands.js';
import { commandsOf } from './commands.js';
import type { Step } from './interview.js';
import { interview } from './interview.js';
import { nameProblem } from './name.js';
import type { Provider } from './provider.js';
import { providerChoice } from './provider.js';
import type { Choice, ChoiceKey } from './schema.js';
import { choices, defaultName } from './schema.js';
import type { PartialAnswers } from './settle.js';
import { withDefaults } from './settle.js';

/** Answers, and how to carry them out, so far. */
export interface Draft extends PartialAnswers {
  readonly provider?: Provider | undefined;
  readonly install?: boolean | undefined;
  readonly git?: boolean | undefined;
  readonly confirmed?: boolean | undefined;
}

export interface Asked {
  /** The package manager that started us: offered first. */
  readonly detected?: PackageManager | undefined;
  /** Whether a project of this name could not be put where it would go; one sentence if so. */
  readonly placeProblem: (name: string) => string | undefined;
  /** What to show before anything is written; without it, nobody is asked whether to. */
  readonly summary?: (draft: Draft) => Promise<readonly string[]>;
}

/**
 * A question with one possible answer is not asked; the summary shows it.
 *
 * @param given is not asked
 * @throws CreateError CANCELLED
 */
export function askAnswers(asker: Asker, given: Draft, asked: Asked): Promise<Draft> {
  const { summary } = asked;
  const steps: Step<Draft>[] = [
    ...(given.name === undefined ? [nameStep(asked)] : []),
    ...choiceSteps(given, asked, ['framework', 'storage', 'upstream']),
    ...(given.provider === undefined ? [providerStep] : []),
    ...(given.scopes === undefined ? [scopesStep()] : []),
    ...choiceSteps(given, asked, ['packageManager']),
    ...(summary === undefined ? [] : [...afterSteps(given, asked), confirmStep(summary)]),
  ];
  return interview(asker, steps, given);
}

function nameStep({ placeProblem }: Asked): Step<Draft> {
  return {
    ask: async (asker, draft) => ({
      name: await asker.text({
        message: 'What is your server called?',
        details: ['Also the name of its folder, and of its npm package.'],
        initial: draft.name ?? '',
        fallback: defaultName,
        problem: (value) => nameProblem(value) ?? placeProblem(value),
      }),
    }),
  };
}

function choiceSteps(given: Draft, { detected }: Asked, keys: readonly ChoiceKey[]) {
  return keys
    .filter((key) => given[key] === undefined && availableValues(key).length > 1)
    .map((key): Step<Draft> => {
      const options = optionsOf(choices[key], availableValues(key));
      return {
        ask: async (asker, draft) => {
          const initial = withDefaults(draft, detected)[key];
          return { [key]: await asker.one({ message: choices[key].question, options, initial }) };
        },
      };
    });
}

const providerStep: Step<Draft> = {
  isAsked: ({ upstream }) => upstream === 'oidc',
  ask: async (asker, { provider }) => ({
    provider: (await asker.one({
      message: providerChoice.question,
      details: ['Puts the right lines into .env; they can be changed at any time.'],
      options: optionsOf(providerChoice),
      initial: provider ?? providerChoice.default,
    })) as Provider,
  }),
};

function scopesStep(): Step<Draft> {
  const kept: Kept = { scopes: undefined };
  return { ask: async (asker) => ({ scopes: await askScopes(asker, kept) }) };
}

/** One question for all that is done when the files are there. */
function afterSteps(given: Draft, { detected }: Asked): Step<Draft>[] {
  const keys = (['install', 'git'] as const).filter((key) => given[key] === undefined);
  if (keys.length === 0) return [];
  return [
    {
      ask: async (asker, draft) => {
        const { install } = commandsOf[withDefaults(draft, detected).packageManager];
        const labels = {
          install: { label: 'Install the dependencies', hint: `${install}; needs the network` },
          git: { label: 'Make a git repository', hint: 'with a first commit' },
        };
        const chosen = await asker.some({
          message: 'And then?',
          options: keys.map((key) => ({ value: key, ...labels[key] })),
          initial: keys.filter((key) => draft[key] ?? true),
        });
        return Object.fromEntries(keys.map((key) => [key, chosen.includes(key)]));
      },
    },
  ];
}

function confirmStep(summary: NonNullable<Asked['summary']>): Step<Draft> {
  return {
    ask: async (asker, draft) => ({
      confirmed: await asker.yes({
        message: 'Create it?',
        details: await summary(draft),
        initial: true,
      }),
    }),
  };
}

function optionsOf(choice: Choice, available?: readonly string[]): AskedOption[] {
  return choice.values
    .filter(({ value }) => available?.includes(value) ?? true)
    .map(({ value, title, hint }) => ({ value, label: title, ...(hint === '' ? {} : { hint }) }));
}
