/** Grant type `refresh_token` (OAuth 2.1, section 4.3). */
import type { OAuthContext, OAuthSettings } from '../context.js';
import { OAuthError } from '../errors.js';
import { single } from '../form.js';
import { requestedResources } from '../resource.js';
import { knownScopes, offlineAccess, scopeNames } from '../scope.js';
import { readRefreshToken } from '../tokens.js';
import type { TokenRequest } from './index.js';
import { issueFor } from './issue.js';
import { countTokenRequest } from './request-limit.js';

/**
 * Refreshes, or answers a retried refresh with the same successor.
 *
 * @throws OAuthError `invalid_request`, `invalid_target`, `invalid_scope` or `invalid_grant`
 */
export async function refreshTokens(
  context: OAuthContext,
  request: TokenRequest,
): Promise<Response> {
  const { client, form, caller } = request;
  const token = single(form, 'refresh_token');
  if (token === undefined) throw new OAuthError('invalid_request', 'Send refresh_token');
  const scopes = readScopes(context.settings, form);
  const resources = requestedResources(context.settings, form);

  const named = await readRefreshToken(context.secrets, token);
  await countTokenRequest(context, request, named?.grantId);
  return issueFor(context, caller, named?.grantId, {
    type: 'refresh',
    clientId: client.id,
    generation: named?.generation ?? 0,
    ...(scopes !== undefined && { scopes }),
    resources,
  });
}

// Absent or empty means all that was granted. A client that repeats its first request must not fail
// over names that were ignored then, nor over `offline_access`.
function readScopes(settings: OAuthSettings, form: URLSearchParams): string[] | undefined {
  const named = scopeNames(single(form, 'scope'));
  const known = knownScopes(settings, named);
  if (named.length > 0 && known.length === 0) {
    throw new OAuthError('invalid_scope', 'None of these scopes exists here');
  }
  const wanted = known.filter((name) => name !== offlineAccess);
  return wanted.length === 0 ? undefined : wanted;
}
