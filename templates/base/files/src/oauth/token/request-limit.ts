/** Check: a client does not ask for tokens too often. */
import type { OAuthContext } from '../context.js';
import { take } from '../limits.js';
import { networkOf } from '../network-address.js';
import type { TokenRequest } from './index.js';

/**
 * By client and grant: all users of a hosted client share it and its address. What names no grant
 * is counted by network too, so that nobody keeps others from hearing that theirs is dead.
 *
 * @throws RateLimited
 */
export async function countTokenRequest(
  context: OAuthContext,
  { client, caller }: Pick<TokenRequest, 'client' | 'caller'>,
  grantId: string | undefined,
): Promise<void> {
  const named = grantId ?? `forged ${networkOf(caller.address)}`;
  await take(context, 'token', `${named} ${client.id}`);
}
