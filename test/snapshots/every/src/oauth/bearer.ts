/** Who is calling the protected resource (RFC 6750, RFC 9728 section 5.1). */
import { jsonAnswer } from './answer.js';
import type { OAuthContext } from './context.js';
import { type Grant, isLive } from './grant.js';
import { findGrant } from './grants.js';
import type { Authenticated } from './index.js';
import { resourceMetadataUrl } from './metadata.js';
import { type AccessTokenClaims, readAccessToken } from './tokens.js';

/**
 * Makes the check of every request to the resource: the token of the Authorization header, and no
 * other place, must be intact, and its grant must be live at this moment.
 *
 * @returns the caller, or the 401 with its challenge
 * @throws StoreUnavailable: then nothing is known of the token, and nothing must be said of it
 */
export function bearerAuthentication(
  context: OAuthContext,
): (request: Request) => Promise<Authenticated | Response> {
  const metadataUrl = resourceMetadataUrl(context.settings);
  const pointer = `resource_metadata="${metadataUrl}", scope="${context.settings.scopes.baseline}"`;

  return async (request) => {
    const header = request.headers.get('authorization');
    // Another scheme is no attempt with a token: RFC 6750, section 3.1 wants no error code then.
    if (header === null || !/^bearer(\s|$)/i.test(header)) {
      const description = 'Send an access token in the Authorization header';
      return unauthorized('unauthorized', description, `Bearer ${pointer}`);
    }
    const [, token = ''] = /^bearer +([\w.~+/-]+=*)$/i.exec(header) ?? [];
    const caller = await callerOf(context, token);
    if (caller !== undefined) return { ...caller, resourceMetadataUrl: metadataUrl };
    const description = 'The access token is not valid, has expired or was revoked';
    const error = `error="invalid_token", error_description="${description}"`;
    return unauthorized('invalid_token', description, `Bearer ${error}, ${pointer}`);
  };
}

async function callerOf(
  context: OAuthContext,
  token: string,
): Promise<Omit<Authenticated, 'resourceMetadataUrl'> | undefined> {
  const claims = await readAccessToken(context, token);
  if (claims === undefined) return undefined;
  const grant = await findGrant(context, claims.gid);
  if (grant === undefined || !covers(grant, claims, context.clock())) return undefined;
  const principal = {
    subject: grant.userId,
    name: grant.userName,
    clientId: grant.clientId,
    scopes: claims.scope.split(' ').filter((scope) => scope !== ''),
    resource: claims.aud,
  };
  return { principal, token, expiresAt: claims.exp };
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

function unauthorized(error: string, description: string, challenge: string): Response {
  const body = { error, error_description: description };
  return jsonAnswer(body, 401, { 'www-authenticate': challenge });
}
