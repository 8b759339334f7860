/** Who is calling the protected resource (RFC 6750, RFC 9728 section 5.1). */
import type { Principal } from '../principal.js';
import { jsonAnswer } from './answer.js';
import type { OAuthContext } from './context.js';
import { type HonouredToken, honouredToken } from './honoured-token.js';
import type { Authenticated } from './index.js';
import { resourceMetadataUrl } from './metadata.js';
import type { AccessTokenClaims } from './tokens.js';
import { upstreamAccess } from './upstream-access.js';

/**
 * Checks every request to the resource: its token, in the Authorization header only, must be intact
 * and the grant live.
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
    // Without an attempt RFC 6750, section 3.1 wants no error code.
    if (!presentsToken(request)) {
      const description = 'Send an access token in the Authorization header';
      return unauthorized('unauthorized', description, `Bearer ${pointer}`);
    }
    const header = request.headers.get('authorization') ?? '';
    const [, token = ''] = /^bearer +([\w.~+/-]+=*)$/i.exec(header) ?? [];
    const honoured = await honouredToken(context, token);
    if (honoured !== undefined) return accepted(context, honoured, token, metadataUrl);
    const description = 'The access token is not valid, has expired or was revoked';
    const error = `error="invalid_token", error_description="${description}"`;
    return unauthorized('invalid_token', description, `Bearer ${error}, ${pointer}`);
  };
}

/** Whether a token came along, valid or not; another scheme is none. */
export function presentsToken(request: Request): boolean {
  return /^bearer(\s|$)/i.test(request.headers.get('authorization') ?? '');
}

function accepted(
  context: OAuthContext,
  { claims, grant }: HonouredToken,
  token: string,
  resourceMetadataUrl: string,
): Authenticated {
  const upstream = upstreamAccess(context, grant);
  const principal: Principal = {
    kind: grant.forItself ? 'client' : 'user',
    subject: grant.userId,
    name: grant.userName,
    clientId: grant.clientId,
    scopes: scopesOf(claims),
    resource: claims.aud,
    ...(upstream && { upstream }),
  };
  return { principal, token, expiresAt: claims.exp, resourceMetadataUrl };
}

// A remembered token has the same object each time.
const scopesRead = new WeakMap<AccessTokenClaims, readonly string[]>();

function scopesOf(claims: AccessTokenClaims): readonly string[] {
  const known = scopesRead.get(claims);
  if (known !== undefined) return known;
  const scopes = Object.freeze(claims.scope.split(' ').filter((scope) => scope !== ''));
  scopesRead.set(claims, scopes);
  return scopes;
}

function unauthorized(error: string, description: string, challenge: string): Response {
  const body = { error, error_description: description };
  return jsonAnswer(body, 401, { 'www-authenticate': challenge });
}
