/** Check: a client does not ask for tokens too often. */
import type { OAuthContext } from '../context.js';
import { take } from '../limits.js';
import { networkOf } from '../network-address.js';
import type { TokenRequest } from './index.js';

/**
 * Counts a request by client and grant. By neither alone, nor by the address: all users of a hosted
 * client share both. What names no grant, because it was forged or is older than the secret keys, is
 * counted by network as well, so that nobody can keep others from hearing that theirs is dead.
 *
 * @throws RateLimited with the seconds to wait
 */
export async function countTokenRequest(
  context: OAuthContext,
  { client, caller }: Pick<TokenRequest, 'client' | 'caller'>,
  grantId: string | undefined,
): Promise<void> {
  const named = grantId ?? `forged ${networkOf(caller.address)}`;
  await take(context, 'token', `${named} ${client.id}`);
}
