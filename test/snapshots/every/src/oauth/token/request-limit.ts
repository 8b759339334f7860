/** Check: a client does not ask for tokens too often. */
import type { OAuthContext } from '../context.js';
import { take } from '../limits.js';
import { networkOf } from '../network-address.js';
import type { TokenRequest } from './index.js';

/**
 * Counts by client and grant: all users of a hosted client share its id and address. What names no
 * grant, forged or older than the secret keys, counts by network too, so that others are still told
 * that theirs has ended.
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
