// Changes single answers of a project that exists.
import type { Setting } from '../command-line/line.js';
import { readAnswers } from './record.js';
import type { Answers } from './schema.js';
import { parseScopes } from './scopes.js';

/**
 * @param answers those recorded, of any origin
 * @param settings what `--set` gave
 * @throws CreateError INVALID_ANSWER or UNAVAILABLE_CHOICE
 */
export function changeAnswers(answers: unknown, settings: readonly Setting[]): Answers {
  const changes = settings.map(({ key, value }) => {
    if (key === 'scopes') return [key, parseScopes(value)] as const;
    return [key === 'package-manager' ? 'packageManager' : key, value] as const;
  });
  return readAnswers({ ...readAnswers(answers), ...Object.fromEntries(changes) });
}

/** @returns the keys whose answers differ */
export function changedKeys(before: Answers, after: Answers): (keyof Answers)[] {
  const keys = Object.keys(after) as (keyof Answers)[];
  return keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}
