/** What a client calls itself, as every page shows it. */
import { foreignText } from './foreign-text.js';

/** The name, made harmless; words for a client that has none. */
export function clientTitle(name: string | undefined): string {
  return foreignText(name ?? '') || 'An application without a name';
}
