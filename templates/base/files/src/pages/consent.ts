/** The consent page: who asks, for what, on whose behalf, and where the answer goes. */
import { foreignText } from './foreign-text.js';
import { type Html, html } from './html.js';
import { page } from './page.js';

export interface ConsentPage {
  serviceName: string;
  /** What the client calls itself; nobody has verified it. */
  clientName: string | undefined;
  /** The host that describes it: more than a claim, unlike the name and the path of its document. */
  clientHost?: string | undefined;
  /** Where the browser is sent with the answer. */
  redirectTarget: string;
  /** Whether it can only be a program on this computer, whatever it calls itself. */
  onlyOnThisComputer: boolean;
  /** The sentence of each scope. */
  permissions: readonly string[];
  accountName: string;
  /** Where the form goes. */
  action: string;
  /** Where somebody else signs in. */
  signInAgain: string;
  transaction: string;
  csrf: string;
}

/** Asks the signed-in person whether a client may act for them. */
export function consentPage(content: ConsentPage): string {
  const client = foreignText(content.clientName ?? '') || 'An application without a name';
  return page({
    serviceName: content.serviceName,
    title: 'Allow access?',
    body: html`<h1>Allow access?</h1>
<p><strong><bdi>${client}</bdi></strong> wants access to <bdi>${content.serviceName}</bdi>.</p>
${warnings(content)}
<ul>${content.permissions.map((sentence) => html`<li>${sentence}</li>`)}</ul>
<p>Signed in as <strong><bdi>${content.accountName}</bdi></strong>. <a href="${content.signInAgain}">Not you?</a></p>
<form method="post" action="${content.action}">
<input type="hidden" name="transaction" value="${content.transaction}">
<input type="hidden" name="csrf" value="${content.csrf}">
<button type="submit" name="decision" value="approve">Allow</button>
<button type="submit" name="decision" value="deny">Cancel</button>
</form>`,
  });
}

function warnings({ clientHost, redirectTarget, onlyOnThisComputer }: ConsentPage): Html {
  return html`${clientHost && html`<p>Described by <bdi>${clientHost}</bdi>.</p>`}<p>Unverified. You will be sent to <bdi>${redirectTarget}</bdi>.</p>
${onlyOnThisComputer ? html`<p>Loopback.</p>` : ''}`;
}
