/** The page that says what has been done, and where to go on. */
import { html } from './html.js';
import { page } from './page.js';

export interface DonePage {
  serviceName: string;
  title: string;
  /** What follows from it, a paragraph each. */
  paragraphs: readonly string[];
  next: { href: string; label: string };
}

/** A success, told to a person. */
export function donePage({ serviceName, title, paragraphs, next }: DonePage): string {
  const told = paragraphs.map((text) => html`<p class="lead">${text}</p>\n`);
  return page({
    serviceName,
    title,
    body: html`<h1>${title}</h1>
${told}<p class="links"><a href="${next.href}">${next.label}</a></p>`,
  });
}
