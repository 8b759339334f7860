/** Check: what `prompt` demands (OpenID Connect Core 1.0, section 3.1.2.1). */
import { OAuthError } from '../errors.js';
import { single } from '../form.js';

/** Values that this server does not know demand nothing. */
export interface Prompt {
  /** No page at all. */
  none: boolean;
  /** A fresh sign-in. */
  login: boolean;
  /** No value asks for a page, known or not: consent may be remembered. */
  mayBeSilent: boolean;
}

/** @throws OAuthError `invalid_request` if `none` comes with `login` or `consent`, or `prompt` twice */
export function readPrompt(parameters: URLSearchParams): Prompt {
  const values = (single(parameters, 'prompt') ?? '').split(' ').filter((value) => value !== '');
  const [none, login] = [values.includes('none'), values.includes('login')];
  if (none && (login || values.includes('consent'))) {
    throw new OAuthError('invalid_request', 'prompt=none excludes every other prompt');
  }
  return { none, login, mayBeSilent: none || values.length === 0 };
}

/**
 * Refuses a request that wants no page where there must be one.
 *
 * @param agreed whether the person has agreed to the same before
 * @throws OAuthError `login_required` or `consent_required`
 */
export function checkSilence({ none }: Prompt, signedIn: boolean, agreed: boolean): void {
  if (!none || agreed) return;
  throw signedIn
    ? new OAuthError('consent_required', 'The user has to be asked for consent')
    : new OAuthError('login_required', 'The user has to sign in');
}
