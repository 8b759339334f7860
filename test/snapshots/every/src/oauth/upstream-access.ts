/** What tools can reach at the user's identity provider, while that honours the sign-in. */
import { type Upstream, UpstreamEnded } from '../principal.js';
import type { OAuthContext } from './context.js';
import type { Grant } from './grant.js';
import { revokeGrants } from './grants.js';

/**
 * The provider's side of a grant. Once that honours nothing that was kept for the user, the grant
 * ends: signing in again brings new tokens for all.
 *
 * @returns `undefined` if nobody signed in at a provider
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
