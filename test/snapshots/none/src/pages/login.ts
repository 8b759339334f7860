/** The sign-in page of local accounts. */
import { html } from './html.js';
import { page } from './page.js';

export interface LoginPage {
  serviceName: string;
  /** Why the person is asked to sign in. */
  lead: string;
  /** Why the page is shown again. */
  problem?: string | undefined;
  /** What was typed before. */
  userName?: string;
  /** Where the form goes. */
  action: string;
  transaction: string;
  csrf: string;
}

/** Asks for a user name and a password. */
export function loginPage(content: LoginPage): string {
  const { serviceName, lead, problem, userName = '', action, transaction, csrf } = content;
  // The keyboard begins in the first field that is empty.
  const [nameFocus, passwordFocus] =
    userName === '' ? [html` autofocus`, ''] : ['', html` autofocus`];
  return page({
    serviceName,
    title: 'Sign in',
    body: html`<h1>Sign in</h1>
<p class="lead">${lead}</p>
${problem === undefined ? '' : html`<p class="problem" role="alert">${problem}</p>`}
<form method="post" action="${action}">
<input type="hidden" name="transaction" value="${transaction}">
<input type="hidden" name="csrf" value="${csrf}">
<label for="username">User name</label>
<input id="username" name="username" value="${userName.slice(0, 64)}" autocomplete="username" autocapitalize="none" autocorrect="off" spellcheck="false" required${nameFocus}>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required${passwordFocus}>
<div class="answers"><button type="submit">Sign in</button></div>
</form>`,
  });
}
