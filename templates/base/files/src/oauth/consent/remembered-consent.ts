/**
 * When an earlier consent spares the question. Pure.
 *
 * What could an attacker gain? A code always goes to the client's own https address. But whoever
 * sends a browser here has chosen `state` and challenge, so PKCE is no help. A client that does not
 * tie `state` to its user's browser joins the victim's data to the attacker's account; and a
 * hostile server that the victim has connected to the same client passes the browser on to here,
 * and gets the code from a client that ignores `iss`. So the question is spared only for web
 * applications on this server's site, where no other site had a hand in the request: browsers say
 * so of every redirect on the way.
 */
import type { Client } from '../clients/client.js';
import type { OAuthSettings } from '../context.js';

/** With another party it is another consent. */
export interface ConsentParties {
  userId: string;
  clientId: string;
  redirectUri: string;
  resource: string;
}

export interface RememberedConsent {
  grantId: string;
  /** All that the granted scopes permitted. */
  permitted: readonly string[];
  /** What the person saw of the client: {@link AskingClient}. */
  likeness: string;
  /** Milliseconds since the epoch. */
  at: number;
}

export interface AskedAgain {
  /** All that the request would permit. */
  permits: Iterable<string>;
  likeness: string;
  /** The account page still shows it. */
  isConnected: boolean;
  /** Milliseconds since the epoch. */
  now: number;
}

/**
 * Never for a client that nobody vouches for, or that can be a program on the user's machine (RFC
 * 8252, section 8.6); only for requests from this server's site.
 */
export function mayBeRemembered(
  { consentTtl }: Pick<OAuthSettings, 'consentTtl'>,
  client: Client,
  redirectUri: string,
  headers: Headers,
): boolean {
  return consentTtl > 0 && isVouchedFor(client, redirectUri) && isFromOwnSite(headers);
}

/** Of the redirect URI the origin counts. */
export function consentKey({ userId, clientId, redirectUri, resource }: ConsentParties): string {
  return JSON.stringify([userId, clientId, new URL(redirectUri).origin, resource]);
}

/** Whether what was agreed to covers what is asked. */
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
  // One native address makes it a native application.
  if (![redirectUri, ...redirectUris].every((uri) => /^https:/i.test(uri))) return false;
  if (origin === 'metadata-document') return new URL(redirectUri).host === host;
  return origin === 'operator' && !authMethods.includes('none') && pkce !== 'exempt';
}

/**
 * Whether a whole tab navigates, and only this site had a part in it (Fetch Metadata,
 * `Sec-Fetch-Site`). A link from elsewhere, a typed address, a prefetch or a silent browser does
 * not count.
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
