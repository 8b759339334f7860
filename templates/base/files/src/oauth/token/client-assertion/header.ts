/** Check: the assertion's type and algorithm. */
import type { ProtectedHeaderParameters } from 'jose';
import { type AssertionAlgorithm, assertionAlgorithm } from '../../clients/assertion-algorithm.js';
import type { Client } from '../../clients/client.js';
import { AssertionRefused } from './assertion-refused.js';

/** The usual one, and the explicit one (RFC 7523bis; RFC 8725, section 3.11). */
const types: readonly unknown[] = ['jwt', 'client-authentication+jwt'];

/**
 * The type keeps out the issuer's other tokens, such as access tokens and authorization grants; the
 * algorithm is one of ours, and the one that the client registered, if any.
 *
 * @throws AssertionRefused `type`, `critical_header` or `algorithm`
 */
export function checkHeader(
  { typ, crit, alg }: ProtectedHeaderParameters,
  client: Pick<Client, 'assertionAlgorithm'>,
): AssertionAlgorithm {
  if (typ !== undefined && !types.includes(withoutPrefix(typ))) throw new AssertionRefused('type');
  // Unknown extensions must not be ignored (RFC 7515, section 4.1.11).
  if (crit !== undefined) throw new AssertionRefused('critical_header');
  const algorithm = assertionAlgorithm(alg);
  if (algorithm !== undefined && algorithm === (client.assertionAlgorithm ?? algorithm)) {
    return algorithm;
  }
  throw new AssertionRefused('algorithm');
}

// A media type, with or without `application/` (RFC 7515, section 4.1.9).
function withoutPrefix(typ: unknown): string | undefined {
  return typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : undefined;
}
