// What templates may say: what the answers decide, and the texts of the layers.
import type { Answers } from '../answers/schema.js';
import type { Layer } from '../layers/layer.js';
import { type Answered, answeredBy } from './answered.js';
import { type Texts, textsOf } from './texts.js';

/** The names a `.hbs` file can use. */
export interface Context extends Answered {
  readonly texts: Texts;
}

/** Pure: equal answers and layers give an equal context. */
export function contextOf(answers: Answers, layers: readonly Layer[]): Context {
  const answered = answeredBy(answers);
  return { ...answered, texts: textsOf(layers, answered) };
}
