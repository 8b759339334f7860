// Reads a file of answers: what --config is given.
import { CreateError } from '../errors.js';
import { availableValues } from '../layers/registry.js';
import { read } from '../shapes/shape.js';
import { fields, list } from '../shapes/structures.js';
import { oneOf, someText, text, yesOrNo } from '../shapes/values.js';
import { checkChoice } from './choice.js';
import { nearest } from './nearest.js';
import type { Draft } from './prompts.js';
import { checkProvider, providerChoice } from './provider.js';
import { choiceKeys } from './schema.js';
import { checkName, checkScopes } from './settle.js';

const scope = fields({ name: someText, description: someText }, { implies: list(text) });

/** Everything may be left out: then a flag, a question or a default decides. */
const answersFields = {
  $schema: text,
  name: text,
  framework: oneOf(...availableValues('framework')),
  storage: oneOf(...availableValues('storage')),
  upstream: oneOf(...availableValues('upstream')),
  provider: oneOf(...providerChoice.values.map(({ value }) => value)),
  scopes: list(scope, 1),
  packageManager: oneOf(...availableValues('packageManager')),
  install: yesOrNo,
  git: yesOrNo,
};

export const answersFileShape = fields({}, answersFields);

const known = Object.keys(answersFields);

/**
 * @param value parsed JSON of any origin
 * @param file its name, for the error
 * @returns what the file answers; nothing else is decided by it
 * @throws CreateError INVALID_ANSWER or UNAVAILABLE_CHOICE
 */
export function readAnswersFile(value: unknown, file: string): Draft {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new CreateError('INVALID_ANSWER', `${file} must hold one JSON object.`, { hint });
  }
  for (const key of Object.keys(value)) refuseUnknown(key, file);
  // The values of choices are looked at first: a shape knows nothing of what was probably meant.
  const texts = Object.entries(value).filter(([, text]) => typeof text === 'string');
  const given: Readonly<Record<string, string>> = Object.fromEntries(texts);
  const choices = choiceKeys.flatMap((key) => {
    const text = given[key];
    return text === undefined ? [] : [[key, checkChoice(key, text)] as const];
  });
  const provider = given['provider'];
  const checked = { ...(provider === undefined ? {} : { provider: checkProvider(provider) }) };
  const { name, scopes, install, git } = read(
    answersFileShape,
    value,
    (problems) => new CreateError('INVALID_ANSWER', `${file} is not valid:\n${problems}`, { hint }),
  );
  return {
    ...Object.fromEntries(choices),
    ...checked,
    ...(name === undefined ? {} : { name: checkName(name) }),
    ...(scopes === undefined
      ? {}
      : {
          scopes: checkScopes(scopes.map((scope) => ({ ...scope, implies: scope.implies ?? [] }))),
        }),
    ...(install === undefined ? {} : { install }),
    ...(git === undefined ? {} : { git }),
  };
}

const hint = 'Run create-mcp-oauth-app schema to see what it may hold.';

function refuseUnknown(key: string, file: string): void {
  if (known.includes(key)) return;
  const meant = nearest(key, known);
  const suggestion = meant === undefined ? '' : ` Did you mean "${meant}"?`;
  throw new CreateError('INVALID_ANSWER', `${file} holds "${key}".${suggestion}`, { hint });
}
