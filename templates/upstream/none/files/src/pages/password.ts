/** The page where the owner of a local account changes its password. */
import { foreignText } from './foreign-text.js';
import { html } from './html.js';
import { page } from './page.js';

export interface PasswordPage {
  serviceName: string;
  userName: string;
  /** How many characters a password has at least. */
  shortest: number;
  /** Whether the box is ticked that disconnects all applications. */
  disconnectAll: boolean;
  /** Why the page is shown again. */
  problem: string | undefined;
  /** Where the form goes. */
  action: string;
  /** The account page. */
  back: string;
  csrf: string;
}

/** Asks for the current password and, twice, for a new one. */
export function passwordPage(content: PasswordPage): string {
  const { serviceName, userName, shortest, disconnectAll, problem, action, back, csrf } = content;
  // Password managers look for the name whose password they are to keep.
  return page({
    serviceName,
    title: 'Change password',
    body: html`<h1>Change password</h1>
<p class="lead">For <bdi>${foreignText(userName)}</bdi>. You will be signed out of every other browser.</p>
${problem === undefined ? '' : html`<p class="problem" role="alert">${problem}</p>`}
<form method="post" action="${action}">
<input type="hidden" name="csrf" value="${csrf}">
<input type="text" name="username" value="${userName}" autocomplete="username" readonly hidden>
<label for="current">Current password</label>
<input id="current" name="current" type="password" autocomplete="current-password" required autofocus>
<label for="new">New password</label>
<input id="new" name="new" type="password" autocomplete="new-password" minlength="${shortest}" aria-describedby="rule" required>
<p class="hint" id="rule">At least ${shortest} characters.</p>
<label for="repeated">New password, once more</label>
<input id="repeated" name="repeated" type="password" autocomplete="new-password" required>
<label class="choice"><input type="checkbox" name="disconnect" value="all"${disconnectAll ? html` checked` : ''}><span>Also disconnect all applications</span></label>
<div class="answers"><button type="submit">Change password</button></div>
</form>
<p class="links"><a href="${back}">Back to your account</a></p>`,
  });
}
