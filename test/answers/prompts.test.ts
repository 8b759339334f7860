// Which questions are asked, in which order, and what becomes of the replies.
import { describe, expect, it } from 'vitest';
import type { Asker } from '../../src/answers/prompts.js';
import { askAnswers } from '../../src/answers/prompts.js';
import { choices, defaultScopes, layeredKeys } from '../../src/answers/schema.js';
import { withDefaults } from '../../src/answers/settle.js';
import { availableValues } from '../../src/layers/registry.js';

/** Replies in order; keeps the questions and the problems it was told of. */
function scripted(replies: readonly unknown[]) {
  const left = [...replies];
  const asked: string[] = [];
  const reply = (message: string) => {
    asked.push(message);
    return left.shift();
  };
  const asker: Asker = {
    text: async ({ message, initial, problem }) => {
      const value = (reply(message) ?? initial) as string;
      const found = problem(value);
      if (found !== undefined) throw new Error(found);
      return value;
    },
    one: async ({ message, initial }) => (reply(message) ?? initial) as string,
    some: async ({ message }) => reply(message) as string[],
    yes: async ({ message }) => reply(message) as boolean,
  };
  return { asker, asked };
}

const openChoices = layeredKeys.filter((key) => availableValues(key).length > 1);
const enter = (count: number) => Array.from({ length: count }, () => undefined);

describe('askAnswers', () => {
  it('gives the defaults to somebody who only presses Enter', async () => {
    const { asker } = scripted([]);
    expect(await askAnswers(asker, {})).toEqual(withDefaults({}));
  });

  it('asks nothing that was given', async () => {
    const { asker, asked } = scripted([]);
    const given = withDefaults({ name: 'demo', packageManager: 'pnpm' });
    expect(await askAnswers(asker, given)).toEqual(given);
    expect(asked).toEqual([]);
  });

  it('does not ask a question that has one possible answer', async () => {
    const { asker, asked } = scripted([]);
    await askAnswers(asker, {});
    for (const key of layeredKeys) {
      expect(asked.includes(choices[key].question)).toBe(openChoices.includes(key));
    }
  });

  it('offers the package manager that started the program', async () => {
    const { asker } = scripted([]);
    expect((await askAnswers(asker, {}, 'bun')).packageManager).toBe('bun');
  });

  it('collects scopes one by one, with what they include', async () => {
    const { asker } = scripted([
      ...['demo', ...enter(openChoices.length), 'own', 'a:read', 'Read your things', true],
      ...['a:write', 'Change your things', ['a:read'], false, 'npm'],
    ]);
    expect((await askAnswers(asker, {})).scopes).toEqual([
      { name: 'a:read', description: 'Read your things', implies: [] },
      { name: 'a:write', description: 'Change your things', implies: ['a:read'] },
    ]);
  });

  it('refuses a scope that was named before', async () => {
    const { asker } = scripted([
      ...['demo', ...enter(openChoices.length), 'own', 'a', 'Read', true, 'a'],
    ]);
    await expect(askAnswers(asker, {})).rejects.toThrow(/twice/);
  });

  it('has default scopes that pass its own checks', async () => {
    expect(defaultScopes.map((scope) => scope.name)).toEqual(['notes:read', 'notes:write']);
  });
});
