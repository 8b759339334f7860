/** One row of a list of facts. */
import { type Html, html } from './html.js';

/** A term and what is to be known of it; text from outside comes made harmless already. */
export function fact(term: string, description: Html | string): Html {
  return html`<div><dt>${term}</dt><dd>${typeof description === 'string' ? html`<bdi>${description}</bdi>` : description}</dd></div>\n`;
}
