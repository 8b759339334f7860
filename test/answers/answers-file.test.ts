// Answers from a file: what it may hold, what is refused, and the schema that says so.
import { describe, expect, it } from 'vitest';
import { readAnswersFile } from '../../src/answers/answers-file.js';
import { answersJsonSchema } from '../../src/answers/answers-schema.js';
import { choiceKeys, choices } from '../../src/answers/schema.js';
import { availableValues } from '../../src/layers/registry.js';
import { thrown } from '../thrown.js';
import { sampleAnswers } from './sample-answers.js';

const read = (value: unknown) => readAnswersFile(value, 'answers.json');

describe('readAnswersFile', () => {
  it('takes the answers that a project records', () => {
    const answers = sampleAnswers();
    expect(read(JSON.parse(JSON.stringify(answers)))).toEqual(answers);
  });

  it('leaves open what the file does not say', () => {
    expect(read({})).toEqual({});
    expect(read({ $schema: './schema.json', storage: 'redis', install: false })).toEqual({
      storage: 'redis',
      install: false,
    });
  });

  it('adds what a scope includes where nothing is said of it', () => {
    const scopes = [{ name: 'a', description: 'Read' }];
    expect(read({ scopes })).toEqual({ scopes: [{ ...scopes[0], implies: [] }] });
  });

  it.each([
    ['no object', [], 'must hold one JSON object'],
    ['an unknown key', { framwork: 'hono' }, 'Did you mean "framework"?'],
    ['an unknown value', { storage: 'postgre' }, 'Did you mean "postgres"?'],
    ['an unknown provider', { provider: 'gogle' }, 'Did you mean "google"?'],
    ['a value of another kind', { storage: 1 }, 'at storage'],
    ['a switch in words', { install: 'no' }, 'at install'],
    ['a name that npm refuses', { name: 'Bad Name' }, 'not a package name'],
    ['a scope with another key', { scopes: [{ name: 'a', description: 'b', c: 1 }] }, '"c"'],
    ['a scope whose meaning is fixed', { scopes: [{ name: 'openid', description: 'x' }] }, 'fixed'],
    ['no scopes', { scopes: [] }, 'at scopes'],
  ])('refuses %s', async (_case, value, words) => {
    const error = await thrown(() => read(value));
    expect(error).toMatchObject({ code: 'INVALID_ANSWER', exitCode: 2 });
    expect(error.message).toContain(words);
  });
});

describe('answersJsonSchema', () => {
  const { $schema, properties, additionalProperties } = answersJsonSchema() as {
    $schema: string;
    additionalProperties: boolean;
    properties: Record<string, { title: string; anyOf: { const: string; title: string }[] }>;
  };

  it('is of the draft 2020-12, and allows nothing else', () => {
    expect($schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(additionalProperties).toBe(false);
  });

  it.each(choiceKeys)('names the values of %s with the words of the questions', (key) => {
    expect(properties[key]?.title).toBe(choices[key].question);
    expect(properties[key]?.anyOf.map((value) => value.const)).toEqual(availableValues(key));
    expect(properties[key]?.anyOf[0]?.title).toBe(choices[key].values[0].title);
  });
});
