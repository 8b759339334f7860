/** Access tokens that are honoured now. */
import type { Entry } from '../store/contract.js';
import type { OAuthContext } from './context.js';
import { type Grant, isLive } from './grant.js';
import { type AccessTokenClaims, readAccessToken, recallAccessToken } from './tokens.js';

/** A token that counts, and the grant that it belongs to; neither may be changed. */
export interface HonouredToken {
  claims: AccessTokenClaims;
  grant: Readonly<Grant>;
}

// A remembered token has the same object each time. What was read with it decides nothing: the store
// says each time whether the grant still has that version.
const lastRead = new WeakMap<AccessTokenClaims, Entry<Grant>>();

/**
 * `undefined` unless the token is intact, unexpired and not revoked, and its grant is live.
 *
 * @throws StoreUnavailable: then nothing is known of the token, and nothing must be said of it
 */
export async function honouredToken(
  context: OAuthContext,
  token: string,
): Promise<HonouredToken | undefined> {
  // Most tokens were seen before: their calls need not wait.
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
