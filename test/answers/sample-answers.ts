// The default answers, for tests that need some answers and do not care which.
import type { Answers } from '../../src/answers/schema.js';
import { withDefaults } from '../../src/answers/settle.js';

export function sampleAnswers(changes: Partial<Answers> = {}): Answers {
  return { ...withDefaults({ name: 'demo' }), ...changes };
}
