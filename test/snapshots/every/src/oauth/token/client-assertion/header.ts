/** Check: this is a client assertion, signed in a known way. */
import type { ProtectedHeaderParameters } from 'jose';
import { type AssertionAlgorithm, assertionAlgorithm } from '../../clients/assertion-algorithm.js';
import type { Client } from '../../clients/client.js';
import { AssertionRefused } from './assertion-refused.js';

/** The usual one, and the explicit one (RFC 7523bis; RFC 8725, section 3.11). */
const types: readonly unknown[] = ['jwt', 'client-authentication+jwt'];

/**
 * The type keeps other tokens of the same issuer out; the algorithm is one of ours, and the client's
 * own if it registered one.
 *
 * @throws AssertionRefused `type`, `critical_header` or `algorithm`
 */
export function checkHeader(
  { typ, crit, alg }: ProtectedHeaderParameters,
  client: Pick<Client, 'assertionAlgorithm'>,
): AssertionAlgorithm {
  if (typ !== undefined && !types.includes(withoutPrefix(typ))) throw new AssertionRefused('type');
  // RFC 7515, section 4.1.11: no unknown extension may be ignored.
  if (crit !== undefined) throw new AssertionRefused('critical_header');
  const algorithm = assertionAlgorithm(alg);
  if (algorithm !== undefined && algorithm === (client.assertionAlgorithm ?? algorithm)) {
    return algorithm;
  }
  throw new AssertionRefused('algorithm');
}

// RFC 7515, section 4.1.9: `application/` may be left out.
function withoutPrefix(typ: unknown): string | undefined {
  return typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : undefined;
}
