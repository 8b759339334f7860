/** The consent page: who asks, for what, on whose behalf, and where the answer goes. */
import { clientTitle } from './client-name.js';
import { fact } from './fact.js';
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
  /** Where the person sees what is connected already. */
  account: string;
  transaction: string;
  csrf: string;
}

/** Asks the signed-in person whether a client may act for them. */
export function consentPage(content: ConsentPage): string {
  const { serviceName, permissions, action, transaction, csrf } = content;
  return page({
    serviceName,
    title: 'Allow access?',
    body: html`<h1 class="question"><bdi>${clientTitle(content.clientName)}</bdi> asks for access</h1>
<p class="lead"><strong>Not verified:</strong> the application chose this name itself. Allow access only if you have just started this.</p>
<h2 id="permissions">If you allow it, it can:</h2>
<ul aria-labelledby="permissions">
${permissions.map((sentence) => html`<li>${sentence}</li>\n`)}</ul>
${facts(content)}
${content.onlyOnThisComputer ? caution : ''}
<form class="answers" method="post" action="${action}">
<input type="hidden" name="transaction" value="${transaction}">
<input type="hidden" name="csrf" value="${csrf}">
<button type="submit" name="decision" value="approve">Allow</button>
<button class="secondary" type="submit" name="decision" value="deny">Cancel</button>
</form>
<p class="links"><a href="${content.account}">Manage connected apps</a></p>`,
  });
}

const caution = html`<p class="note">The answer stays on this computer, and any program on this computer can use a name that is not its own. Make sure that you started the one that brought you here.</p>`;

function facts({ accountName, signInAgain, clientHost, redirectTarget }: ConsentPage): Html {
  const host = clientHost === undefined ? '' : fact('Published by', foreignText(clientHost, 260));
  return html`<dl>
<div><dt>Your account</dt><dd><bdi>${foreignText(accountName)}</bdi> <a href="${signInAgain}">Not you?</a></dd></div>
${host}${fact('Sends you to', redirectTarget)}</dl>`;
}
