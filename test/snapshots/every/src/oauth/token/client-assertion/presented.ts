/** The assertion of a request (RFC 7521, section 4.2). */
import { OAuthError } from '../../errors.js';
import { single } from '../../form.js';
import { claimedClient } from './read.js';

/** RFC 7523, section 2.2. */
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** A client id that nothing has proven yet. */
export interface PresentedAssertion {
  method: 'private_key_jwt';
  clientId: string;
  assertion: string;
}

/** Whether the body tries to authenticate by an assertion, of whatever type. */
export function hasAssertion(form: URLSearchParams): boolean {
  return ['client_assertion', 'client_assertion_type'].some((name) => single(form, name));
}

/**
 * The assertion. Its subject names the client; `client_id` is optional and must then be the same.
 *
 * @throws OAuthError `invalid_client`
 */
export function presentedAssertion(form: URLSearchParams): PresentedAssertion {
  const assertion = single(form, 'client_assertion');
  if (assertion === undefined || single(form, 'client_assertion_type') !== assertionType) {
    throw refused(`Send client_assertion, and client_assertion_type ${assertionType}`);
  }
  const clientId = claimedClient(assertion);
  if (clientId === undefined) throw refused('client_assertion must be a signed JWT with a subject');
  if ((single(form, 'client_id') ?? clientId) !== clientId) {
    throw refused('client_id differs from the subject of the assertion');
  }
  return { method: 'private_key_jwt', clientId, assertion };
}

function refused(description: string): OAuthError {
  return new OAuthError('invalid_client', description, 'assertion_unusable');
}
