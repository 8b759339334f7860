// Reads answers that were stored as JSON, in a manifest or for the render command.
import * as z from 'zod';
import { CreateError } from '../errors.js';
import { checkChoice } from './choice.js';
import { nameProblem } from './name.js';
import type { Answers } from './schema.js';
import { scopeProblems } from './scopes.js';

const scope = z.strictObject({
  name: z.string(),
  description: z.string(),
  implies: z.array(z.string()),
});

export const answersShape = z.strictObject({
  name: z.string(),
  framework: z.string(),
  storage: z.string(),
  upstream: z.string(),
  scopes: z.array(scope),
  packageManager: z.string(),
});

/**
 * @param value parsed JSON of any origin
 * @throws CreateError INVALID_ANSWER or UNAVAILABLE_CHOICE
 */
export function readAnswers(value: unknown): Answers {
  const read = answersShape.safeParse(value);
  if (!read.success) {
    throw new CreateError(
      'INVALID_ANSWER',
      `These are not answers: ${z.prettifyError(read.error)}`,
    );
  }
  const { name, scopes } = read.data;
  const problems = [nameProblem(name) ?? [], scopeProblems(scopes)].flat();
  if (problems.length > 0) throw new CreateError('INVALID_ANSWER', problems.join('\n'));
  return {
    name,
    framework: checkChoice('framework', read.data.framework),
    storage: checkChoice('storage', read.data.storage),
    upstream: checkChoice('upstream', read.data.upstream),
    scopes,
    packageManager: checkChoice('packageManager', read.data.packageManager),
  };
}
