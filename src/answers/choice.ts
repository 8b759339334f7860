// Checks one value of a closed choice: unknown values get a suggestion, unbuilt ones a refusal.
import { CreateError } from '../errors.js';
import { availableValues } from '../layers/registry.js';
import { nearest } from './nearest.js';
import type { ChoiceKey, ChoiceOf } from './schema.js';
import { choices } from './schema.js';

/**
 * @returns the value, known to exist and to be available in this release
 * @throws CreateError INVALID_ANSWER or UNAVAILABLE_CHOICE
 */
export function checkChoice<K extends ChoiceKey>(key: K, value: string): ChoiceOf<K> {
  const known = choices[key].values.map((entry) => entry.value) as string[];
  const available = availableValues(key);
  if (!known.includes(value)) {
    const meant = nearest(value, known);
    throw new CreateError(
      'INVALID_ANSWER',
      `--${choices[key].flag} does not know "${value}".${meant ? ` Did you mean "${meant}"?` : ''}`,
      { hint: `It takes: ${available.join(', ')}.` },
    );
  }
  if (!available.includes(value)) {
    throw new CreateError(
      'UNAVAILABLE_CHOICE',
      `--${choices[key].flag} ${value} is not built yet. This release has: ${available.join(', ')}.`,
    );
  }
  return value as ChoiceOf<K>;
}
