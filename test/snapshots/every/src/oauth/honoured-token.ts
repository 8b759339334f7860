/** Access tokens that count at this moment. */
import type { Entry } from '../store/contract.js';
import type { OAuthContext } from './context.js';
import { type Grant, isLive } from './grant.js';
import { type AccessTokenClaims, readAccessToken, recallAccessToken } from './tokens.js';

/** Only for looking at. */
export interface HonouredToken {
  claims: AccessTokenClaims;
  grant: Readonly<Grant>;
}

// The claims of a remembered token are the same object at each call. The grant read with them
// decides nothing: the store says whether it still has that version.
const lastRead = new WeakMap<AccessTokenClaims, Entry<Grant>>();

/**
 * Intact, unexpired, not revoked, and of a live grant.
 *
 * @throws StoreUnavailable: nothing is known of the token, and nothing must be said of it
 */
export async function honouredToken(
  context: OAuthContext,
  token: string,
): Promise<HonouredToken | undefined> {
  // Most tokens were seen before: they need not wait.
  const claims = recallAccessToken(context, token) ?? (await readAccessToken(context, token));
  if (claims === undefined) return undefined;
  const known = lastRead.get(claims);
  const entry = await context.store.get<Grant>('grant', claims.gid, known);
  if (entry === undefined) return undefined;
  if (entry !== known) lastRead.set(claims, entry);
  const { value: grant } = entry;
  return covers(grant, claims, context.clock()) ? { claims, grant } : undefined;
}

function covers(grant: Readonly<Grant>, claims: AccessTokenClaims, now: number): boolean {
  return (
    isLive(grant, now) &&
    grant.clientId === claims.client_id &&
    grant.userId === claims.sub &&
    grant.resource === claims.aud &&
    !grant.revokedTokens.some(({ jti }) => jti === claims.jti)
  );
}
