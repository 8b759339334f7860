/** The page for what went wrong. */
import { html } from './html.js';
import { page } from './page.js';

export interface ErrorPage {
  serviceName?: string | undefined;
  title: string;
  /** What happened, and what the reader can do. */
  paragraphs: readonly string[];
}

/** The whole document. */
export function errorPage({ serviceName, title, paragraphs }: ErrorPage): string {
  const told = paragraphs.map((text) => html`<p>${text}</p>`);
  return page({ serviceName, title, body: html`<h1>${title}</h1>\n${told}` });
}
