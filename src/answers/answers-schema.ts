// The shape of a file of answers, and its JSON Schema for editors and other programs.
import * as z from 'zod';
import { availableValues } from '../layers/registry.js';
import { program } from '../program.js';
import { providerChoice } from './provider.js';
import type { Choice, ChoiceKey } from './schema.js';
import { choices, defaultName, defaultScopes } from './schema.js';

const scope = z.strictObject({
  name: z
    .string()
    .min(1)
    .meta({ description: 'As clients ask for it, such as tasks:read (RFC 6749 section 3.3).' }),
  description: z
    .string()
    .min(1)
    .meta({ description: 'The sentence on the consent page, such as: Read your tasks' }),
  implies: z
    .array(z.string())
    .optional()
    .meta({ description: 'Names of other scopes that this one includes.' }),
});

/** Everything may be left out: then a flag, a question or a default decides. */
export const answersFileShape = z.strictObject({
  $schema: z.string().optional().meta({ description: 'Where editors find this schema.' }),
  name: z
    .string()
    .optional()
    .meta({
      title: 'What is your server called?',
      description: `An npm package name; by default that of the directory, or ${defaultName}.`,
    }),
  framework: choiceShape('framework'),
  storage: choiceShape('storage'),
  upstream: choiceShape('upstream'),
  provider: oneOf(providerChoice, providerValues()),
  scopes: z.array(scope).min(1).optional().meta({
    title: 'What may an assistant be allowed to do?',
    description: 'The scopes that clients may ask for.',
    default: defaultScopes,
  }),
  packageManager: choiceShape('packageManager'),
  install: z.boolean().optional().meta({ description: 'Install the dependencies.', default: true }),
  git: z
    .boolean()
    .optional()
    .meta({ description: 'Make a git repository with a first commit.', default: true }),
});

export type AnswersFile = z.infer<typeof answersFileShape>;

/** @returns JSON Schema 2020-12 */
export function answersJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(answersFileShape, { target: 'draft-2020-12' });
  const title = `Answers for ${program.name} ${program.version}`;
  return { $schema, title, ...schema };
}

function choiceShape(key: ChoiceKey) {
  return oneOf(choices[key], availableValues(key));
}

/** Each value with its title and why one would take it; editors show both. */
function oneOf(choice: Choice, available: readonly string[]) {
  const literals = choice.values
    .filter(({ value }) => available.includes(value))
    .map(({ value, title, hint }) =>
      z.literal(value).meta({ title, ...(hint === '' ? {} : { description: hint }) }),
    );
  return z.union(literals).optional().meta({ title: choice.question, default: choice.default });
}

function providerValues(): string[] {
  return providerChoice.values.map(({ value }) => value);
}
