/** Check: what the client demands of the pages (OpenID Connect Core 1.0, section 3.1.2.1). */
import { OAuthError } from '../errors.js';
import { single } from '../form.js';

/**
 * Whether the user has to sign in afresh. Nothing is ever granted without a page, so a client that
 * wants none is refused; values that this server does not know change nothing.
 *
 * @param signedIn whether a session exists
 * @throws OAuthError `login_required` or `consent_required` for `none`, `invalid_request` if it
 *   comes with another value
 */
export function demandsFreshLogin(parameters: URLSearchParams, signedIn: boolean): boolean {
  const values = (single(parameters, 'prompt') ?? '').split(' ').filter((value) => value !== '');
  if (!values.includes('none')) return values.includes('login');
  if (values.includes('login') || values.includes('consent')) {
    throw new OAuthError('invalid_request', 'prompt=none excludes every other prompt');
  }
  throw signedIn
    ? new OAuthError('consent_required', 'The user is always asked for consent')
    : new OAuthError('login_required', 'The user has to sign in');
}
