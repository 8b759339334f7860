/** The page that says what went wrong and what to do about it. */
import { html } from './html.js';
import { page } from './page.js';

export interface ErrorPage {
  serviceName?: string | undefined;
  title: string;
  /** What happened, and what the reader can do, a paragraph each. */
  paragraphs: readonly string[];
}

/** A failure, told to a person. */
export function errorPage({ serviceName, title, paragraphs }: ErrorPage): string {
  const told = paragraphs.map((text) => html`<p>${text}</p>`);
  return page({ serviceName, title, body: html`<h1>${title}</h1>\n${told}` });
}
