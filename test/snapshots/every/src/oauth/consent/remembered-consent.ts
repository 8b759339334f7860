/**
 * When an earlier consent spares the question. Nothing here reads or writes: the decision is pure.
 *
 * What would it be worth to an attacker that nobody is asked? A code always goes to the client's own
 * https address. But whoever sends a browser here with a request of their own making has chosen its
 * `state` and its challenge, so PKCE is no help. A client that does not tie `state` to its user's
 * browser then joins the victim's data to the attacker's account; and where the victim has connected
 * the same client to a hostile server, that one passes the browser on to here and gets the code from
 * a client that does not look at `iss`. So the question is spared only where no other site has had a
 * hand in the request, which browsers say of every redirect on the way: for web applications on the
 * site of this very server. Everybody else is asked every time.
 */
import type { Client } from '../clients/client.js';
import type { OAuthSettings } from '../context.js';

/** The parties of a consent; another one of them is another consent. */
export interface ConsentParties {
  userId: string;
  clientId: string;
  redirectUri: string;
  resource: string;
}

/** What a person agreed to, as stored. */
export interface RememberedConsent {
  /** The grant that came of it. */
  grantId: string;
  /** Everything that the granted scopes permitted. */
  permitted: readonly string[];
  /** What the person saw of the client: {@link AskingClient}. */
  likeness: string;
  /** Milliseconds since the epoch. */
  at: number;
}

/** What is asked now. */
export interface AskedAgain {
  /** Everything that the requested scopes would permit. */
  permits: Iterable<string>;
  likeness: string;
  /** Whether the person still finds the connection on their account page. */
  isConnected: boolean;
  /** Milliseconds since the epoch. */
  now: number;
}

/**
 * Whether a consent to this client, by this request, may be remembered or recalled at all: never for
 * a client that nobody vouches for, never for one that can be a program on the user's own machine
 * (RFC 8252, section 8.6), and only where the request comes from the site of this server.
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

/** Whether what was agreed to between these parties covers what is asked now. */
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
  // One native address makes it a native application, by whichever it asks this time.
  if (![redirectUri, ...redirectUris].every((uri) => /^https:/i.test(uri))) return false;
  if (origin === 'metadata-document') return new URL(redirectUri).host === host;
  return origin === 'operator' && !authMethods.includes('none') && pkce !== 'exempt';
}

/**
 * Whether this is a navigation of a whole tab in which, over all redirects, only this site had a part
 * (Fetch Metadata, `Sec-Fetch-Site`); a link from elsewhere, a typed address or a page that is fetched
 * ahead does not count, nor does a browser that says nothing.
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
