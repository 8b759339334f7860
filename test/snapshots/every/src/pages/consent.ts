/** The consent page: who asks, for what, on whose behalf, and where the answer goes. */
import { clientTitle } from './client-name.js';
import { fact } from './fact.js';
import { foreignText } from './foreign-text.js';
import { type Html, html } from './html.js';
import { page } from './page.js';
import { type Permission, permissionList } from './permissions.js';

export interface ConsentPage {
  serviceName: string;
  /** What the client calls itself; nobody has verified it, unless the operator added the client. */
  clientName: string | undefined;
  addedByOperator: boolean;
  /** The host that describes it: more than a claim, unlike the name and the document's path. */
  clientHost?: string | undefined;
  /** Where the browser is sent with the answer. */
  redirectTarget: string;
  /** Whether it can only be a program on this computer. */
  onlyOnThisComputer: boolean;
  permissions: readonly Permission[];
  /** Why the page is shown again. */
  problem?: string | undefined;
  /** For how many days the answer is remembered, if it is. */
  rememberedDays?: number | undefined;
  person: ConsentingPerson;
  /** Where the form goes. */
  action: string;
  transaction: string;
  csrf: string;
}

export type ConsentingPerson =
  /** Signed in, with the addresses where somebody else does and where connections are listed. */
  | { name: string; signInAgain: string; account: string }
  /** Not known yet: they sign in at this provider next. */
  | { signsInWith: string };

/** Asks a person whether a client may act for them. */
export function consentPage(content: ConsentPage): string {
  const { serviceName, problem, permissions, person, action, transaction, csrf } = content;
  return page({
    serviceName,
    title: 'Allow access?',
    body: html`<h1 class="question"><bdi>${clientTitle(content.clientName)}</bdi> asks for access</h1>
<p class="lead">${content.addedByOperator ? added : unverified} Allow access only if you have just started this.</p>
${problem === undefined ? '' : html`<p class="problem" role="alert">${problem}</p>\n`}<form method="post" action="${action}">
<input type="hidden" name="transaction" value="${transaction}">
<input type="hidden" name="csrf" value="${csrf}">
${'name' in person ? '' : html`<input type="hidden" name="person" value="next">\n`}<h2 id="permissions">If you allow it, it can:</h2>
${permissionList(permissions, 'permissions')}
${facts(content)}
${content.onlyOnThisComputer ? caution : ''}${next(content)}
<div class="answers">
<button type="submit" name="decision" value="approve">Allow</button>
<button class="secondary" type="submit" name="decision" value="deny">Cancel</button>
</div>
</form>${'name' in person ? html`\n<p class="links"><a href="${person.account}">Manage connected apps</a></p>` : ''}`,
  });
}

const unverified = html`<strong>Not verified:</strong> the application chose this name itself.`;
const added = html`<strong>Added by those who run this server.</strong>`;

const caution = html`<p class="note">The answer stays on this computer, and any program on this computer can use a name that is not its own. Make sure that you started the one that brought you here.</p>\n`;

function facts({ person, clientHost, redirectTarget }: ConsentPage): Html {
  const account = 'name' in person ? accountFact(person) : '';
  const host = clientHost === undefined ? '' : fact('Published by', foreignText(clientHost, 260));
  return html`<dl>
${account}${host}${fact('Sends you to', redirectTarget)}</dl>`;
}

function accountFact({ name, signInAgain }: Extract<ConsentingPerson, { name: string }>): Html {
  return fact(
    'Your account',
    html`<bdi>${foreignText(name)}</bdi> <a href="${signInAgain}">Not you?</a>`,
  );
}

/** What follows from an approval. */
function next({ person, rememberedDays }: ConsentPage): Html {
  const signIn =
    'name' in person
      ? ''
      : html`<p class="hint">You will sign in with <bdi>${foreignText(person.signsInWith)}</bdi> next.</p>\n`;
  const memory =
    rememberedDays === undefined
      ? ''
      : html`<p class="hint">While it stays connected, it can ask for the same again without this page, for ${rememberedDays === 1 ? 'a day' : `${rememberedDays} days`} at most.</p>\n`;
  return html`${memory}${signIn}`;
}
