/**
 * When an earlier consent spares the question.
 *
 * Without the question a code still goes to the client's own https address only. But whoever sends a
 * browser here has chosen the `state` and the challenge, so PKCE is no help. A client that does not
 * tie `state` to its user's browser connects the victim's data to the attacker's account, and one
 * that does not look at `iss` gives the code to a hostile server that sent the browser on to here. So
 * the question is spared only where no other site had a part in the request: for web applications on
 * the site of this server.
 */
import type { Client } from '../clients/client.js';
import type { OAuthSettings } from '../context.js';

/** The parties of a consent. */
export interface ConsentParties {
  userId: string;
  clientId: string;
  redirectUri: string;
  resource: string;
}

/** What a person agreed to, as stored. */
export interface RememberedConsent {
  grantId: string;
  /** What the granted scopes permitted. */
  permitted: readonly string[];
  /** Of the {@link AskingClient}. */
  likeness: string;
  /** Milliseconds since the epoch. */
  at: number;
}

/** What is asked now. */
export interface AskedAgain {
  /** What the requested scopes would permit. */
  permits: Iterable<string>;
  likeness: string;
  /** Whether it is still on the person's account page. */
  isConnected: boolean;
  /** Milliseconds since the epoch. */
  now: number;
}

/**
 * Whether a consent may be remembered or recalled at all: only if somebody vouches for the client, if
 * it cannot be a program on the user's own machine (RFC 8252, section 8.6), and if the request comes
 * from the site of this server.
 */
export function mayBeRemembered(
  { consentTtl }: Pick<OAuthSettings, 'consentTtl'>,
  client: Client,
  redirectUri: string,
  headers: Headers,
): boolean {
  return consentTtl > 0 && isVouchedFor(client, redirectUri) && isFromOwnSite(headers);
}

/** Names a consent by its parties; of the redirect URI the origin counts. */
export function consentKey({ userId, clientId, redirectUri, resource }: ConsentParties): string {
  return JSON.stringify([userId, clientId, new URL(redirectUri).origin, resource]);
}

/** Whether what was agreed to covers what is asked now. */
export function covers(
  { consentTtl }: Pick<OAuthSettings, 'consentTtl'>,
  agreed: RememberedConsent,
  asked: AskedAgain,
): boolean {
  return (
    asked.isConnected &&
    asked.now < agreed.at + consentTtl * 1000 &&
    asked.likeness === agreed.likeness &&
    [...asked.permits].every((scope) => agreed.permitted.includes(scope))
  );
}

function isVouchedFor(client: Client, redirectUri: string): boolean {
  const { origin, host, redirectUris, authMethods, pkce } = client;
  // One native address makes it a native application, whichever it asks by.
  if (![redirectUri, ...redirectUris].every((uri) => /^https:/i.test(uri))) return false;
  if (origin === 'metadata-document') return new URL(redirectUri).host === host;
  return origin === 'operator' && !authMethods.includes('none') && pkce !== 'exempt';
}

/**
 * Whether this is a navigation of a whole tab in which, over all redirects, only this site had a part
 * (Fetch Metadata, `Sec-Fetch-Site`), and no page that is fetched ahead.
 */
function isFromOwnSite(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site') ?? '';
  return (
    ['same-origin', 'same-site'].includes(site) &&
    headers.get('sec-fetch-mode') === 'navigate' &&
    headers.get('sec-fetch-dest') === 'document' &&
    !headers.has('sec-purpose')
  );
}
