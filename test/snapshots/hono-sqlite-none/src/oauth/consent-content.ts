/** What the consent page says about a pending request. */
import type { ConsentPage } from '../pages/consent.js';
import { permittedBy, scopes } from '../scopes.js';
import type { Entry } from '../store/contract.js';
import { isLoopbackRedirectUri } from './clients/redirect-uri.js';
import type { OAuthSettings } from './context.js';
import { pageUrl } from './page-url.js';
import { describeRedirect } from './redirect-target.js';
import { offlineAccess } from './scope.js';
import type { Session } from './session.js';
import type { Asked, Transaction } from './transaction.js';

/** Everything but the form's protection. */
export function consentContent(
  settings: OAuthSettings,
  { id, value: { client, back } }: Entry<Transaction>,
  asked: Asked,
  { user }: Session,
): Omit<ConsentPage, 'csrf'> {
  return {
    serviceName: settings.serviceName,
    clientName: client.name,
    clientHost: client.host,
    redirectTarget: describeRedirect(back.redirectUri),
    onlyOnThisComputer: client.redirectUris.every(isLoopbackRedirectUri),
    permissions: sentences(asked.scopes),
    accountName: user.name,
    action: pageUrl(settings, 'consent'),
    signInAgain: pageUrl(settings, 'login', id),
    transaction: id,
  };
}

// A scope is described with all that it includes: the user is to see what can really be done.
function sentences(asked: readonly string[]): string[] {
  const permitted = permittedBy(asked);
  const described = scopes.filter(({ name }) => permitted.has(name));
  const offline = asked.includes(offlineAccess) ? ['Stay connected while you are away'] : [];
  return [...described.map(({ description }) => description), ...offline];
}
