/** What tools can reach at the user's identity provider, for as long as that honours the sign-in. */
import { type Upstream, UpstreamEnded } from '../principal.js';
import type { OAuthContext } from './context.js';
import type { Grant } from './grant.js';
import { revokeGrants } from './grants.js';

/**
 * The provider's side of a grant. Once the provider honours nothing any more that was kept for the
 * user, the grant behind the call ends: its client is refused, cannot refresh, and has the user sign
 * in again, which brings new tokens for all their clients.
 *
 * @returns `undefined` where there is no user, no provider, or nobody signed in at it
 */
export function upstreamAccess(
  context: Pick<OAuthContext, 'settings' | 'store' | 'clock' | 'login' | 'audit'>,
  grant: Grant,
): Upstream | undefined {
  const hasSignedIn = grant.forItself === undefined && grant.assertedBy === undefined;
  const upstream = hasSignedIn ? context.login.upstream?.(grant.userId) : undefined;
  if (upstream === undefined) return undefined;
  return {
    async accessToken(refused) {
      try {
        return await upstream.accessToken(refused);
      } catch (error) {
        if (error instanceof UpstreamEnded) {
          await revokeGrants(context, [grant], 'upstream_ended');
        }
        throw error;
      }
    },
  };
}
