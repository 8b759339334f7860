/** Clients that bearer tokens are not for. */
import { given } from './given.js';

/** RFC 9449, section 5.2, and RFC 8705, section 3.4. */
const demands = ['dpop_bound_access_tokens', 'tls_client_certificate_bound_access_tokens'];

/**
 * Whether only the holder of a key may be able to use its access tokens. Here they are bearer
 * tokens: such a client would take an unprotected one for protected.
 */
export function demandsBoundTokens(sent: Readonly<Record<string, unknown>>): boolean {
  return demands.some((member) => (given(sent[member]) ?? false) !== false);
}
