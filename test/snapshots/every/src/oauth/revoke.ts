/** The revocation endpoint (RFC 7009). */
import type { Client } from './clients/client.js';
import type { Caller, Endpoint, OAuthContext } from './context.js';
import { OAuthError } from './errors.js';
import { single } from './form.js';
import type { Grant } from './grant.js';
import { applyToGrant, findGrant } from './grants.js';
import { postEndpoint } from './post-endpoint.js';
import { authenticateClient } from './token/client-authentication.js';
import { readClientForm } from './token/client-form.js';
import { type AccessTokenClaims, readAccessToken, readCode, readRefreshToken } from './tokens.js';

/**
 * A refresh token of any generation or a code ends its grant; an access token ends alone. All else is
 * answered with 200 and changes nothing, also for tokens of others (RFC 7009, section 2.2).
 * `token_type_hint` is not needed: the kinds of token do not look alike.
 */
export function revocationEndpoint(context: OAuthContext): Endpoint {
  return postEndpoint(async (request, caller) => {
    const form = await readClientForm(request);
    const client = await authenticateClient(context, request, form, caller);
    const token = single(form, 'token');
    if (token === undefined) throw new OAuthError('invalid_request', 'Send token');

    const claims = await readAccessToken(context, token);
    const grant = await findGrant(context, claims?.gid ?? (await grantIdOf(context, token)) ?? '');
    if (grant?.clientId === client.id && grant.revoked === undefined) {
      await end(context, client, caller, grant, claims);
    }
    return new Response(null, { headers: { 'cache-control': 'no-store' } });
  });
}

async function grantIdOf({ secrets }: OAuthContext, token: string): Promise<string | undefined> {
  return (await readRefreshToken(secrets, token))?.grantId ?? (await readCode(secrets, token));
}

async function end(
  context: OAuthContext,
  client: Client,
  { address }: Caller,
  grant: Grant,
  claims: AccessTokenClaims | undefined,
): Promise<void> {
  const about = { grantId: grant.id, clientId: client.id, userId: grant.userId, address };
  if (claims === undefined) {
    await applyToGrant(context, grant.id, { type: 'revoke', reason: 'client_request' });
    context.audit({ event: 'grant.revoked', ...about, reason: 'client_request' });
    return;
  }
  const { jti, exp } = claims;
  await applyToGrant(context, grant.id, {
    type: 'revoke_access_token',
    jti,
    expiresAt: exp * 1000,
  });
  context.audit({ event: 'token.revoked', ...about });
}
