/** What the consent page says about a pending request. */
import type { ConsentPage } from '../pages/consent.js';
import type { Entry } from '../store/contract.js';
import { isLoopbackRedirectUri } from './clients/redirect-uri.js';
import type { OAuthSettings } from './context.js';
import { pageUrl } from './page-url.js';
import { permissionSentences } from './permission-sentences.js';
import { describeRedirect } from './redirect-target.js';
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
    permissions: permissionSentences(settings, asked.scopes),
    accountName: user.name,
    action: pageUrl(settings, 'consent'),
    signInAgain: pageUrl(settings, 'login', id),
    account: pageUrl(settings, 'account'),
    transaction: id,
  };
}
