/** Clients that must not get the kind of token that this server issues. */
import { given } from './given.js';

/** RFC 9449, section 5.2, and RFC 8705, section 3.4. */
const demands = ['dpop_bound_access_tokens', 'tls_client_certificate_bound_access_tokens'];

/**
 * Whether the metadata demands access tokens that only the holder of a key can use. Here they are
 * bearer tokens: such a client would take an unprotected token for a protected one.
 */
export function demandsBoundTokens(sent: Readonly<Record<string, unknown>>): boolean {
  return demands.some((member) => (given(sent[member]) ?? false) !== false);
}
