// schema: prints what a file of answers may hold, as JSON Schema.
import { answersJsonSchema } from '../answers/answers-schema.js';
import type { World } from './world.js';

/** @returns 0 */
export function schema({ output }: World): number {
  output.result(`${JSON.stringify(answersJsonSchema(), null, 2)}\n`);
  return 0;
}
