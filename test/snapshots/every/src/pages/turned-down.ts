/** The page in front of a refusal: nobody is sent away without pressing a button. */
import { clientTitle } from './client-name.js';
import { fact } from './fact.js';
import { html } from './html.js';
import { page } from './page.js';

export interface TurnedDownPage {
  serviceName: string;
  /** What the client calls itself; nobody has verified it. */
  clientName: string | undefined;
  /** Where the browser is sent with the refusal. */
  redirectTarget: string;
  /** Where the form goes. */
  action: string;
  transaction: string;
  csrf: string;
}

/** Tells a person that a request cannot be granted, and takes them back. */
export function turnedDownPage(content: TurnedDownPage): string {
  const { serviceName, clientName, redirectTarget, action, transaction, csrf } = content;
  return page({
    serviceName,
    title: 'Not possible',
    body: html`<h1 class="question"><bdi>${clientTitle(clientName)}</bdi> cannot be connected this way</h1>
<p class="lead">It asked for something that this server does not do. Nothing was shared. If you go back, it learns the reason.</p>
<form method="post" action="${action}">
<input type="hidden" name="transaction" value="${transaction}">
<input type="hidden" name="csrf" value="${csrf}">
<input type="hidden" name="person" value="next">
<dl>
${fact('Sends you to', redirectTarget)}</dl>
<div class="answers"><button type="submit" name="decision" value="deny">Go back</button></div>
</form>`,
  });
}
