/** Check: the answer goes to a redirect URI of the client, and nowhere else. */
import { BrowserError } from '../browser/browser-error.js';
import type { Client } from '../clients/client.js';
import { isAcceptableRedirectUri, matchesRedirectUri } from '../clients/redirect-uri.js';
import { describeRedirect } from '../consent/redirect-target.js';
import type { OAuthSettings } from '../context.js';
import { single } from '../form.js';

/**
 * The redirect URI as requested; optional if the client has only one (OAuth 2.1, section 4.1.1).
 *
 * @throws BrowserError if it is none of the client's: a redirect would be an open one
 * @throws OAuthError `invalid_request` if it is sent twice
 */
export function registeredRedirectUri(
  { privateUseSchemes }: Pick<OAuthSettings, 'privateUseSchemes'>,
  { redirectUris }: Pick<Client, 'redirectUris'>,
  parameters: URLSearchParams,
): string {
  const requested = single(parameters, 'redirect_uri') ?? only(redirectUris);
  if (
    requested !== undefined &&
    redirectUris.some((registered) => matchesRedirectUri(registered, requested)) &&
    // Registered under older rules, it must pass these too.
    isAcceptableRedirectUri(requested, privateUseSchemes)
  ) {
    return requested;
  }
  const known = [...new Set(redirectUris.map((uri) => describeRedirect(uri)))].slice(0, 5);
  throw new BrowserError(400, 'Wrong return address', [
    'The application asked for the answer to be sent to an address that it has not registered.',
    `It registered: ${known.join(', ') || 'none'}.`,
    'In the application, remove this connection and add it again.',
  ]);
}

function only(uris: readonly string[]): string | undefined {
  return uris.length === 1 ? uris[0] : undefined;
}
