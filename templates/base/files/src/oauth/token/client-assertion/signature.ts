/** Check: the client signed the assertion, with one of its keys. */
import { type CompactVerifyGetKey, compactVerify, createLocalJWKSet, errors } from 'jose';
import type { AssertionAlgorithm } from '../../clients/assertion-algorithm.js';
import type { Client } from '../../clients/client.js';
import { keySetUrl } from '../../clients/keys/key-set-url.js';
import { keysAt, newestKeysAt } from '../../clients/keys/remote-keys.js';
import type { OAuthContext } from '../../context.js';
import { AssertionRefused } from './assertion-refused.js';

type Keys = readonly Readonly<Record<string, unknown>>[];

/**
 * Keys that the assertion itself brings along or points to are of no interest.
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
  if (jwks !== undefined) return passOrRefuse(await tried(assertion, alg, jwks.keys));
  const url = keySetUrl(context.settings.cimd, jwksUri, origin);
  if (url === undefined) throw new AssertionRefused('keys_not_admitted');

  const { keys, isNew } = await keysAt(context, { url, clientId });
  const result = await tried(assertion, alg, keys);
  // Only a key that may be new is worth a question: whose id is unknown, or that has none.
  const mayBeNew = result === 'unknown_key' || (result === 'signature' && kid === undefined);
  if (isNew || !mayBeNew) return passOrRefuse(result);
  passOrRefuse(await tried(assertion, alg, await newestKeysAt(context, { url, clientId })));
}

type Result = 'verified' | 'unknown_key' | 'signature';

function passOrRefuse(result: Result): void {
  if (result !== 'verified') throw new AssertionRefused(result);
}

// One by one, since without a key id several may fit.
async function tried(
  assertion: string,
  algorithm: AssertionAlgorithm,
  keys: Keys,
): Promise<Result> {
  let result: Result = 'unknown_key';
  for (const key of keys) {
    try {
      await compactVerify(assertion, keyThatFits(key), { algorithms: [algorithm] });
      return 'verified';
    } catch (error) {
      // Whatever else goes wrong is the fault of the assertion or of the key, both from outside.
      if (!(error instanceof errors.JWKSNoMatchingKey)) result = 'signature';
    }
  }
  return result;
}

// Key id, type, curve, use and algorithm must fit (RFC 7517, section 4).
function keyThatFits(key: Keys[number]): CompactVerifyGetKey {
  return createLocalJWKSet({ keys: [key as { kty: string }] });
}
