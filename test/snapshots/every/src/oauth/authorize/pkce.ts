/** Check: every client uses PKCE with S256. */
import type { Client } from '../clients/client.js';
import { OAuthError } from '../errors.js';
import { single } from '../form.js';

/**
 * The code challenge (RFC 7636, section 4.3). No method means `plain`; only S256 is accepted (RFC
 * 9700, section 2.1.1).
 *
 * @returns `undefined` only for a client that the operator exempted, if it sends nothing of PKCE
 * @throws OAuthError `invalid_request`
 */
export function codeChallenge(client: Client, parameters: URLSearchParams): string | undefined {
  const challenge = single(parameters, 'code_challenge');
  if (challenge === undefined) {
    if (isExempt(client) && !parameters.has('code_challenge_method')) return undefined;
    throw new OAuthError('invalid_request', 'Send code_challenge: PKCE is required');
  }
  if (single(parameters, 'code_challenge_method') !== 'S256') {
    throw new OAuthError('invalid_request', 'Send code_challenge_method=S256');
  }
  if (!/^[\w-]{43}$/.test(challenge)) {
    throw new OAuthError('invalid_request', 'The code_challenge is not a base64url SHA-256 digest');
  }
  return challenge;
}

// OAuth 2.1, section 7.5.1: without PKCE a code is bound to the client by its secret alone.
function isExempt({ pkce, origin, authMethods }: Client): boolean {
  return pkce === 'exempt' && origin === 'operator' && !authMethods.includes('none');
}
