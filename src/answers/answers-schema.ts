// The JSON Schema of a file of answers, for editors and other programs.
import { availableValues } from '../layers/registry.js';
import { program } from '../program.js';
import { providerChoice } from './provider.js';
import type { Choice, ChoiceKey } from './schema.js';
import { choices, defaultName, defaultScopes } from './schema.js';

/** @returns JSON Schema 2020-12 of what `answersFileShape` takes, with the words of the questions */
export function answersJsonSchema(): Record<string, unknown> {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `Answers for ${program.name} ${program.version}`,
    type: 'object',
    properties: {
      $schema: { description: 'Where editors find this schema.', type: 'string' },
      name: {
        title: 'What is your server called?',
        description: `An npm package name; by default that of the directory, or ${defaultName}.`,
        type: 'string',
      },
      framework: choiceSchema('framework'),
      storage: choiceSchema('storage'),
      upstream: choiceSchema('upstream'),
      provider: oneOf(providerChoice, providerValues()),
      scopes: {
        title: 'What may an assistant be allowed to do?',
        description: 'The scopes that clients may ask for.',
        default: defaultScopes,
        minItems: 1,
        type: 'array',
        items: scopeSchema,
      },
      packageManager: choiceSchema('packageManager'),
      install: { description: 'Install the dependencies.', default: true, type: 'boolean' },
      git: {
        description: 'Make a git repository with a first commit.',
        default: true,
        type: 'boolean',
      },
    },
    additionalProperties: false,
  };
}

const scopeSchema = {
  type: 'object',
  properties: {
    name: {
      description: 'As clients ask for it, such as tasks:read (RFC 6749 section 3.3).',
      type: 'string',
      minLength: 1,
    },
    description: {
      description: 'The sentence on the consent page, such as: Read your tasks',
      type: 'string',
      minLength: 1,
    },
    implies: {
      description: 'Names of other scopes that this one includes.',
      type: 'array',
      items: { type: 'string' },
    },
  },
  required: ['name', 'description'],
  additionalProperties: false,
};

function choiceSchema(key: ChoiceKey): object {
  return oneOf(choices[key], availableValues(key));
}

/** Each value with its title and why one would take it; editors show both. */
function oneOf(choice: Choice, available: readonly string[]): object {
  const anyOf = choice.values
    .filter(({ value }) => available.includes(value))
    .map(({ value, title, hint }) => ({
      type: 'string',
      const: value,
      title,
      ...(hint === '' ? {} : { description: hint }),
    }));
  return { title: choice.question, default: choice.default, anyOf };
}

function providerValues(): string[] {
  return providerChoice.values.map(({ value }) => value);
}
