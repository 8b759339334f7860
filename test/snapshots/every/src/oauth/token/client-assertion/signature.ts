/** Check: the client signed the assertion with one of its keys. */
import type { AssertionAlgorithm } from '../../clients/assertion-algorithm.js';
import type { Client } from '../../clients/client.js';
import { keySetUrl } from '../../clients/keys/key-set-url.js';
import { type SignatureResult, signedBy, signedByKeysAt } from '../../clients/keys/signed-by.js';
import type { OAuthContext } from '../../context.js';
import { AssertionRefused } from './assertion-refused.js';

/**
 * Keys that the assertion brings along or points to do not count.
 *
 * @param kid as in the header
 * @throws AssertionRefused `keys_not_admitted`, `unknown_key` or `signature`
 * @throws KeysUnavailable
 * @throws StoreUnavailable
 */
export async function checkSignature(
  context: OAuthContext,
  client: Client,
  assertion: string,
  { alg, kid }: { alg: AssertionAlgorithm; kid?: unknown },
): Promise<void> {
  const { jwks, jwksUri = '', id: clientId, origin } = client;
  if (jwks !== undefined) return passOrRefuse(await signedBy(assertion, alg, jwks.keys));
  const url = keySetUrl(context.settings.cimd, jwksUri, origin);
  if (url === undefined) throw new AssertionRefused('keys_not_admitted');
  passOrRefuse(await signedByKeysAt(context, assertion, { alg, kid }, { url, clientId }));
}

function passOrRefuse(result: SignatureResult): void {
  if (result !== 'verified') throw new AssertionRefused(result);
}
