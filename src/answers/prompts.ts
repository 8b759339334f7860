// Asks for the answers that were not given: what the schema lists, in the schema's order.
import { availableValues } from '../layers/registry.js';
import type { PackageManager } from './commands.js';
import { nameProblem } from './name.js';
import type { Answers, ChoiceKey, ChoiceOf } from './schema.js';
import { choices, defaultName, defaultScopes } from './schema.js';
import type { Scope } from './scopes.js';
import { scopeProblems } from './scopes.js';
import type { PartialAnswers } from './settle.js';
import { withDefaults } from './settle.js';

export interface AskedOption {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

/** What asking needs; the terminal implements it in ui/. Cancelling throws CANCELLED. */
export interface Asker {
  text(question: {
    readonly message: string;
    readonly initial: string;
    readonly problem: (value: string) => string | undefined;
  }): Promise<string>;
  one(question: {
    readonly message: string;
    readonly options: readonly AskedOption[];
    readonly initial: string;
  }): Promise<string>;
  some(question: {
    readonly message: string;
    readonly options: readonly AskedOption[];
  }): Promise<string[]>;
  yes(question: { readonly message: string; readonly initial: boolean }): Promise<boolean>;
}

/**
 * A question with one possible answer is not asked; the summary shows it.
 *
 * @param detected the package manager that started us: offered first
 */
export async function askAnswers(
  asker: Asker,
  given: PartialAnswers,
  detected?: PackageManager,
): Promise<Answers> {
  const fallback = withDefaults(given, detected);
  const name = given.name ?? (await askName(asker));
  const framework = given.framework ?? (await askChoice(asker, 'framework', fallback.framework));
  const storage = given.storage ?? (await askChoice(asker, 'storage', fallback.storage));
  const upstream = given.upstream ?? (await askChoice(asker, 'upstream', fallback.upstream));
  const scopes = given.scopes ?? (await askScopes(asker));
  const packageManager =
    given.packageManager ?? (await askChoice(asker, 'packageManager', fallback.packageManager));
  return { name, framework, storage, upstream, scopes, packageManager };
}

function askName(asker: Asker): Promise<string> {
  return asker.text({
    message: 'What is your server called?',
    initial: defaultName,
    problem: nameProblem,
  });
}

async function askChoice<K extends ChoiceKey>(
  asker: Asker,
  key: K,
  initial: ChoiceOf<K>,
): Promise<ChoiceOf<K>> {
  const available = availableValues(key);
  if (available.length === 1) return initial;
  const options = choices[key].values
    .filter(({ value }) => available.includes(value))
    .map(({ value, title, hint }) => ({ value, label: title, ...(hint === '' ? {} : { hint }) }));
  return (await asker.one({ message: choices[key].question, options, initial })) as ChoiceOf<K>;
}

async function askScopes(asker: Asker): Promise<readonly Scope[]> {
  const kind = await asker.one({
    message: 'What may an assistant be allowed to do? (scopes)',
    options: [
      {
        value: 'default',
        label: defaultScopes.map((scope) => scope.name).join(', '),
        hint: 'fits the notes example; easy to change later',
      },
      { value: 'own', label: 'My own', hint: 'asks for each scope' },
    ],
    initial: 'default',
  });
  if (kind === 'default') return defaultScopes;
  const scopes: Scope[] = [];
  do {
    scopes.push(await askScope(asker, scopes));
  } while (await asker.yes({ message: 'One more scope?', initial: scopes.length < 2 }));
  return scopes;
}

async function askScope(asker: Asker, earlier: readonly Scope[]): Promise<Scope> {
  const name = await asker.text({
    message: 'Name of the scope, as clients ask for it',
    initial: earlier.length === 0 ? 'things:read' : '',
    problem: (value) =>
      scopeProblems([...earlier, { name: value, description: value, implies: [] }])[0],
  });
  const description = await asker.text({
    message: `What should the consent page say that "${name}" allows?`,
    initial: '',
    problem: (value) => scopeProblems([{ name, description: value.trim(), implies: [] }])[0],
  });
  const implies =
    earlier.length === 0
      ? []
      : await asker.some({
          message: `Does "${name}" include other scopes?`,
          options: earlier.map((scope) => ({ value: scope.name, label: scope.name })),
        });
  return { name, description: description.trim(), implies };
}
