/** Clients for which the tokens of this server are no good. */
import { given } from './given.js';

/** RFC 9449, section 5.2, and RFC 8705, section 3.4. */
const demands = ['dpop_bound_access_tokens', 'tls_client_certificate_bound_access_tokens'];

/**
 * Whether they must be bound to a key: such a client would take our bearer tokens for protected ones.
 */
export function demandsBoundTokens(sent: Readonly<Record<string, unknown>>): boolean {
  return demands.some((member) => (given(sent[member]) ?? false) !== false);
}
