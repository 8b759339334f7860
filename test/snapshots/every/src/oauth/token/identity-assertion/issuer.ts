/** Check: the issuer is trusted, and the tenant if there is one. */
import type { JWTPayload } from 'jose';
import type { TrustedIssuer } from '../../../login/contract.js';
import { refuse } from './refuse.js';

/**
 * Letter by letter (RFC 7519, section 4.1.1). What names a tenant counts only if that tenant is listed:
 * others at the same issuer belong to somebody else.
 *
 * @throws OAuthError `invalid_grant`
 */
export function trustedIssuerOf(
  { iss, tenant }: JWTPayload,
  trusted: readonly TrustedIssuer[],
): TrustedIssuer {
  const found = trusted.find((one) => one.issuer === iss && one.tenant === tenant);
  return found ?? refuse('untrusted_issuer');
}
