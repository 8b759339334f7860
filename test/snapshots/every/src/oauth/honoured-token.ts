/** Access tokens that count at this moment. */
import type { OAuthContext } from './context.js';
import { type Grant, isLive } from './grant.js';
import { findGrant } from './grants.js';
import { type AccessTokenClaims, readAccessToken } from './tokens.js';

/** A token that counts, and the grant that it belongs to. */
export interface HonouredToken {
  claims: AccessTokenClaims;
  grant: Grant;
}

/**
 * What an access token says, if it is intact and unexpired, was not revoked, and its grant is live.
 *
 * @throws StoreUnavailable: then nothing is known of the token, and nothing must be said of it
 */
export async function honouredToken(
  context: OAuthContext,
  token: string,
): Promise<HonouredToken | undefined> {
  const claims = await readAccessToken(context, token);
  if (claims === undefined) return undefined;
  const grant = await findGrant(context, claims.gid);
  if (grant === undefined || !covers(grant, claims, context.clock())) return undefined;
  return { claims, grant };
}

function covers(grant: Grant, claims: AccessTokenClaims, now: number): boolean {
  return (
    isLive(grant, now) &&
    grant.clientId === claims.client_id &&
    grant.userId === claims.sub &&
    grant.resource === claims.aud &&
    !grant.revokedTokens.some(({ jti }) => jti === claims.jti)
  );
}
