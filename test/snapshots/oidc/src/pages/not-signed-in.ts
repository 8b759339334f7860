/** The page of a sign-in that failed. */
import { html } from './html.js';
import { page } from './page.js';

export interface NotSignedInPage {
  serviceName: string;
  title: string;
  /** What happened. */
  text: string;
  /** Where to sign in again, or as somebody else, if that may help. */
  again?: string;
  asAnother?: string;
}

/** Says what happened, and offers every way on. */
export function notSignedInPage({ serviceName, title, text, again, asAnother }: NotSignedInPage) {
  const links = [
    again === undefined ? '' : html`<a href="${again}">Try again</a>`,
    asAnother === undefined ? '' : html`<a href="${asAnother}">Sign in with another account</a>`,
  ].filter((link) => link !== '');
  const otherwise = links.length === 0 ? 'Go' : 'Or go';
  return page({
    serviceName,
    title,
    body: html`<h1>${title}</h1>
<p class="lead">${text}</p>
${links.map((link) => html`<p class="links">${link}</p>\n`)}<p>${otherwise} back to the application and connect again.</p>`,
  });
}
