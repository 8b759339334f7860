// Renders one Handlebars template: a missing value is an error, and nothing is escaped.
import Handlebars from 'handlebars';
import { CreateError } from '../errors.js';
import type { Context } from './context.js';

const engine = Handlebars.create();
for (const helper of Object.keys(engine.helpers)) {
  if (helper !== 'each') engine.unregisterHelper(helper);
}
engine.registerHelper('json', (value: unknown) => JSON.stringify(value, null, 2));

/**
 * Blocks other than `each` do not exist here: what differs between variants differs by file.
 *
 * @param template its path, for the error
 * @throws CreateError BROKEN_TEMPLATE for a name the context does not have
 */
export function renderTemplate(template: string, text: string, context: Context): string {
  try {
    return engine.compile(text, { strict: true, noEscape: true })(context);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new CreateError('BROKEN_TEMPLATE', `${template}: ${detail}`, { cause });
  }
}
