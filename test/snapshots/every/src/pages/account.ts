/** The account page: the applications that act for a person, with a button to end each. */
import { clientTitle } from './client-name.js';
import { fact } from './fact.js';
import { foreignText } from './foreign-text.js';
import { type Html, html } from './html.js';
import { moment } from './moment.js';
import { page } from './page.js';

/** One connected application. */
export interface Connection {
  grantId: string;
  /** What the client calls itself; nobody has verified it. */
  clientName: string | undefined;
  /** The host that describes it: more than a claim. */
  clientHost: string | undefined;
  /** Where the browser was sent when it was connected. */
  redirectTarget: string;
  /** The sentence of each scope. */
  permissions: readonly string[];
  /** Milliseconds since the epoch, both. */
  since: number;
  lastUsed: number;
  csrf: string;
}

export interface AccountPage {
  serviceName: string;
  accountName: string;
  connections: readonly Connection[];
  /** The name of an application that was disconnected just now; empty if it has none. */
  disconnected: string | undefined;
  /** Where the forms of the connections go. */
  action: string;
  /** Where the password is changed, if it is kept here. */
  changePassword: string | undefined;
  signOut: { action: string; csrf: string };
}

/** Shows a person what they have allowed. */
export function accountPage(content: AccountPage): string {
  const { serviceName, connections, disconnected, action } = content;
  return page({
    serviceName,
    title: 'Connected apps',
    body: html`<h1>Connected apps</h1>
<p class="lead">${connections.length === 0 ? none : some}</p>
${disconnected === undefined ? '' : html`<p class="done" role="status"><bdi>${clientTitle(disconnected)}</bdi> is disconnected.</p>\n`}${connections.map((connection, index) => section(connection, index, action))}${links(content)}`,
  });
}

const none = 'No application is connected. Once you connect one, you find it here.';
const some =
  'These applications can act in your name. They chose their names themselves; disconnect any that you do not recognize.';

function section(connection: Connection, index: number, action: string): Html {
  const { grantId, clientHost, redirectTarget, permissions, since, lastUsed, csrf } = connection;
  const title = `app-${index}`;
  const button = `disconnect-${index}`;
  return html`<article class="app" aria-labelledby="${title}">
<h2 id="${title}"><bdi>${clientTitle(connection.clientName)}</bdi></h2>
<ul>
${permissions.map((sentence) => html`<li>${sentence}</li>\n`)}</ul>
<dl>
${clientHost === undefined ? '' : fact('Published by', foreignText(clientHost, 260))}${fact('Connected to', redirectTarget)}${fact('Since', moment(since))}${fact('Last used', moment(lastUsed))}</dl>
<form method="post" action="${action}">
<input type="hidden" name="grant" value="${grantId}">
<input type="hidden" name="csrf" value="${csrf}">
<button class="secondary" id="${button}" type="submit" aria-labelledby="${button} ${title}">Disconnect</button>
</form>
</article>
`;
}

function links({ accountName, changePassword, signOut }: AccountPage): Html {
  const password =
    changePassword === undefined ? '' : html`<a href="${changePassword}">Change password</a>\n`;
  return html`<form class="links" method="post" action="${signOut.action}">
<input type="hidden" name="csrf" value="${signOut.csrf}">
<span>Signed in as <bdi>${foreignText(accountName)}</bdi></span>
${password}<button class="link" type="submit">Sign out</button>
</form>`;
}
