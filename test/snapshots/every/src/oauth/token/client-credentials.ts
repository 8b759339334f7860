/** Grant type `client_credentials` (OAuth 2.1, section 4.2): a client acts for itself. */
import { jsonAnswer } from '../answer.js';
import type { Client } from '../clients/client.js';
import type { OAuthContext, OAuthSettings } from '../context.js';
import { OAuthError } from '../errors.js';
import { single } from '../form.js';
import { take } from '../limits.js';
import { ownGrant } from '../own-grant.js';
import { requestedResources } from '../resource.js';
import { offlineAccess, scopeNames } from '../scope.js';
import { formAccessToken } from '../tokens.js';
import type { TokenRequest } from './index.js';

/**
 * An access token for the client itself; no refresh token, since it can ask again (RFC 6749, section
 * 4.4.3).
 *
 * @throws OAuthError `unauthorized_client`, `invalid_scope`, `invalid_target` or `invalid_client`
 */
export async function issueToClient(
  context: OAuthContext,
  { client, form, caller }: TokenRequest,
): Promise<Response> {
  checkMayActForItself(client);
  const scopes = scopesForItself(context.settings, client, form);
  // There is one resource only, which also serves clients that name none.
  requestedResources(context.settings, form);
  await take(context, 'token', `itself ${client.id}`);

  const grant = await ownGrant(context, client);
  const { token, expiresIn } = await formAccessToken(context, grant, scopes);
  const about = { grantId: grant.id, clientId: client.id, address: caller.address };
  context.audit({ event: 'client_credentials.issued', ...about });
  return jsonAnswer({
    access_token: token,
    token_type: 'Bearer',
    expires_in: expiresIn,
    scope: scopes.join(' '),
  });
}

// Whatever is stored: the operator must have made it, with a secret.
function checkMayActForItself({ origin, authMethods }: Client): void {
  if (origin === 'operator' && !authMethods.includes('none')) return;
  throw new OAuthError('unauthorized_client', 'The client may not act for itself');
}

// Its own list, and what that includes. Unknown names are ignored.
function scopesForItself(
  { scopes }: Pick<OAuthSettings, 'scopes'>,
  { scopes: own = [] }: Client,
  form: URLSearchParams,
): readonly string[] {
  const named = scopeNames(single(form, 'scope')).filter((name) => name !== offlineAccess);
  if (named.length === 0) return own;
  const permitted = scopes.permittedBy(own);
  const wanted = named.filter((name) => permitted.has(name));
  if (wanted.length > 0) return wanted;
  throw new OAuthError('invalid_scope', 'The client has none of these scopes');
}
