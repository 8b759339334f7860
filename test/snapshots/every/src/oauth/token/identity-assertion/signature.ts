/** Check: the issuer signed the assertion with one of the keys that it publishes. */
import type { AssertionAlgorithm } from '../../clients/assertion-algorithm.js';
import { signedByKeysAt } from '../../clients/keys/signed-by.js';
import type { Caller, OAuthContext } from '../../context.js';
import type { KeySetOf } from '../../issuers/key-set-of.js';
import { networkOf } from '../../network-address.js';
import { countWrongGuess, refuseGuesser } from '../secret-guessing.js';
import { refuse } from './refuse.js';

/** What is to be verified, and who sent it. */
export interface Signed {
  issuer: string;
  assertion: string;
  alg: AssertionAlgorithm;
  /** As in the header. */
  kid?: unknown;
  caller: Caller;
}

/**
 * Keys that the assertion brings along or points to do not count. Whoever forges too often is not
 * looked at for a while: anybody can make this server verify signatures.
 *
 * @throws OAuthError `invalid_grant`
 * @throws RateLimited
 * @throws KeysUnavailable
 * @throws StoreUnavailable
 */
export async function checkSignature(
  context: OAuthContext,
  keySetOf: KeySetOf,
  { issuer, assertion, alg, kid, caller }: Signed,
): Promise<void> {
  const guesser = `${networkOf(caller.address)} ${issuer}`;
  await refuseGuesser(context, guesser);
  const url = await keySetOf(issuer);
  const result = await signedByKeysAt(context, assertion, { alg, kid }, { url });
  if (result === 'verified') return;
  await countWrongGuess(context, guesser);
  refuse(result);
}
