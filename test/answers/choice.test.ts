// Unknown and unbuilt choices are refused in words.
import { expect, it } from 'vitest';
import { checkChoice } from '../../src/answers/choice.js';
import { choiceKeys, choices } from '../../src/answers/schema.js';
import { availableValues } from '../../src/layers/registry.js';
import { thrown } from '../thrown.js';

it('accepts every value that is available', () => {
  for (const key of choiceKeys) {
    for (const value of availableValues(key)) expect(checkChoice(key, value)).toBe(value);
  }
});

it('accepts the default of every choice', () => {
  for (const key of choiceKeys) {
    expect(checkChoice(key, choices[key].default)).toBe(choices[key].default);
  }
});

it('suggests the value that was probably meant', async () => {
  const error = await thrown(() => checkChoice('framework', 'honno'));
  expect(error).toMatchObject({ code: 'INVALID_ANSWER', exitCode: 2 });
  expect(error.message).toContain('Did you mean "hono"?');
});

it('refuses every known choice without a layer, naming what exists', async () => {
  for (const key of choiceKeys) {
    const available = availableValues(key);
    for (const { value } of choices[key].values) {
      if (available.includes(value)) continue;
      const error = await thrown(() => checkChoice(key, value));
      expect(error).toMatchObject({ code: 'UNAVAILABLE_CHOICE', exitCode: 2 });
      expect(error.message).toContain(available.join(', '));
    }
  }
});
