/** A row of a list of facts. */
import { type Html, html } from './html.js';

/** @param description made harmless */
export function fact(term: string, description: Html | string): Html {
  return html`<div><dt>${term}</dt><dd>${typeof description === 'string' ? html`<bdi>${description}</bdi>` : description}</dd></div>\n`;
}
