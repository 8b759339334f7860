/** Check: this is an identity assertion, signed in a known way. */
import type { ProtectedHeaderParameters } from 'jose';
import { type AssertionAlgorithm, assertionAlgorithm } from '../../clients/assertion-algorithm.js';
import { refuse } from './refuse.js';

/**
 * The type keeps other tokens of the same issuer out, ID tokens above all (Identity Assertion Grant,
 * section 4.4.1; RFC 8725, section 3.11).
 *
 * @throws OAuthError `invalid_grant`
 */
export function checkHeader({ typ, crit, alg }: ProtectedHeaderParameters): AssertionAlgorithm {
  const isIdJag = typeof typ === 'string' && /^(application\/)?oauth-id-jag\+jwt$/i.test(typ);
  if (!isIdJag) refuse('type');
  // RFC 7515, section 4.1.11: no unknown extension may be ignored.
  if (crit !== undefined) refuse('critical_header');
  return assertionAlgorithm(alg) ?? refuse('algorithm');
}
