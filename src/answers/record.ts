// Reads answers that were stored as JSON, in a manifest or for the render command.
import { CreateError } from '../errors.js';
import { read } from '../shapes/shape.js';
import { fields, list } from '../shapes/structures.js';
import { text } from '../shapes/values.js';
import { checkChoice } from './choice.js';
import { nameProblem } from './name.js';
import type { Answers } from './schema.js';
import { scopeProblems } from './scopes.js';

const scope = fields({ name: text, description: text, implies: list(text) });

export const answersShape = fields({
  name: text,
  framework: text,
  storage: text,
  upstream: text,
  scopes: list(scope),
  packageManager: text,
});

/**
 * @param value parsed JSON of any origin
 * @throws CreateError INVALID_ANSWER or UNAVAILABLE_CHOICE
 */
export function readAnswers(value: unknown): Answers {
  const answers = read(
    answersShape,
    value,
    (problems) => new CreateError('INVALID_ANSWER', `These are not answers:\n${problems}`),
  );
  const { name, scopes } = answers;
  const problems = [nameProblem(name) ?? [], scopeProblems(scopes)].flat();
  if (problems.length > 0) throw new CreateError('INVALID_ANSWER', problems.join('\n'));
  return {
    name,
    framework: checkChoice('framework', answers.framework),
    storage: checkChoice('storage', answers.storage),
    upstream: checkChoice('upstream', answers.upstream),
    scopes,
    packageManager: checkChoice('packageManager', answers.packageManager),
  };
}
