/** Whether one of several keys has signed something (RFC 7515). */
import { type CompactVerifyGetKey, compactVerify, createLocalJWKSet, errors } from 'jose';
import type { AssertionAlgorithm } from '../assertion-algorithm.js';
import { type KeysContext, type KeysOf, keysAt, newestKeysAt } from './remote-keys.js';

export type SignatureResult = 'verified' | 'unknown_key' | 'signature';

type Keys = readonly Readonly<Record<string, unknown>>[];

/**
 * Tries the keys at a URL, then the newest ones if the right one may be new.
 *
 * @throws KeysUnavailable
 * @throws StoreUnavailable
 */
export async function signedByKeysAt(
  context: KeysContext,
  jws: string,
  { alg, kid }: { alg: AssertionAlgorithm; kid?: unknown },
  of: KeysOf,
): Promise<SignatureResult> {
  const { keys, isNew } = await keysAt(context, of);
  const result = await signedBy(jws, alg, keys);
  // A key may be new if its id is unknown, or if it has none.
  const mayBeNew = result === 'unknown_key' || (result === 'signature' && kid === undefined);
  if (isNew || !mayBeNew) return result;
  return signedBy(jws, alg, await newestKeysAt(context, of));
}

/** Tries the keys one by one, since without a key id several may fit. */
export async function signedBy(
  jws: string,
  algorithm: AssertionAlgorithm,
  keys: Keys,
): Promise<SignatureResult> {
  let result: SignatureResult = 'unknown_key';
  for (const key of keys) {
    try {
      await compactVerify(jws, keyThatFits(key), { algorithms: [algorithm] });
      return 'verified';
    } catch (error) {
      // All else is the fault of what is signed or of the key, both from outside.
      if (!(error instanceof errors.JWKSNoMatchingKey)) result = 'signature';
    }
  }
  return result;
}

// By key id, type, curve, use and algorithm (RFC 7517, section 4).
function keyThatFits(key: Keys[number]): CompactVerifyGetKey {
  return createLocalJWKSet({ keys: [key as { kty: string }] });
}
