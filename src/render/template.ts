// Renders one Handlebars template: a missing value is an error, and nothing is escaped.
import Handlebars from 'handlebars';
import { CreateError } from '../errors.js';
import type { Answered } from './answered.js';

const engine = Handlebars.create();
for (const helper of Object.keys(engine.helpers)) {
  if (helper !== 'each') engine.unregisterHelper(helper);
}
// Strict mode does not look at what a block is given.
const each = engine.helpers['each'] as Handlebars.HelperDelegate;
engine.registerHelper('each', function (this: unknown, list: unknown, options: unknown) {
  if (list === undefined) throw new Error('a list that no answer and no layer brings');
  return each.call(this, list, options);
});
engine.registerHelper('json', (value: unknown) => JSON.stringify(value, null, 2));

/**
 * Blocks other than `each` do not exist here: what differs between variants differs by file.
 *
 * @param template its path, for the error
 * @throws CreateError BROKEN_TEMPLATE for a name the context does not have
 */
export function renderTemplate(template: string, text: string, context: Answered): string {
  try {
    return engine.compile(text, { strict: true, noEscape: true })(context);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new CreateError('BROKEN_TEMPLATE', `${template}: ${detail}`, { cause });
  }
}
