/** What a client calls itself, on every page. */
import { foreignText } from './foreign-text.js';

/** Made harmless. */
export function clientTitle(name: string | undefined): string {
  return foreignText(name ?? '') || 'An application without a name';
}
