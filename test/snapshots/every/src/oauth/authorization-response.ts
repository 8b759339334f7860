/** The way back to the client: every exit of the authorization endpoint. */
import type { OAuthContext } from './context.js';
import type { Refusal, ReturnAddress } from './transaction.js';

/**
 * Sends the browser back with a code or an error, the request's `state` and, unless the operator
 * switched it off, `iss` (RFC 9207, section 2). Status 303, so that credentials are never posted on
 * (OAuth 2.1, section 7.5.4).
 */
export function authorizationResponse(
  { settings }: Pick<OAuthContext, 'settings'>,
  { redirectUri, state }: ReturnAddress,
  result: { code: string } | Refusal,
  cookies: readonly (string | undefined)[] = [],
): Response {
  const answer =
    'code' in result
      ? { code: result.code }
      : { error: result.error, error_description: result.description };
  const parameters = {
    ...answer,
    ...(state === undefined ? {} : { state }),
    ...(settings.issParameter ? { iss: settings.issuer } : {}),
  };
  return seeOther(withParameters(redirectUri, parameters), cookies);
}

/** A redirect that must not be cached and tells the next page nothing of this one. */
export function seeOther(
  location: string,
  cookies: readonly (string | undefined)[] = [],
): Response {
  const headers = new Headers({
    location,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  });
  for (const cookie of cookies) {
    if (cookie !== undefined) headers.append('set-cookie', cookie);
  }
  return new Response(null, { status: 303, headers });
}

// The registered part stays byte for byte, its query included (OAuth 2.1, section 2.3).
function withParameters(uri: string, parameters: Readonly<Record<string, string>>): string {
  const query = Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  if (!uri.includes('?')) return `${uri}?${query}`;
  return /[?&]$/.test(uri) ? `${uri}${query}` : `${uri}&${query}`;
}
