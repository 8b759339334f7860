/** Check: which scopes the user is asked for. */
import type { Client } from '../clients/client.js';
import type { OAuthSettings } from '../context.js';
import { OAuthError } from '../errors.js';
import { single } from '../form.js';
import { knownScopes, offlineAccess, scopeNames } from '../scope.js';

/**
 * The requested scopes that are known (RFC 6749, section 3.3) and on the operator's list for the
 * client, if there is one; the first one if no permission is named. `offline_access` only for a client
 * that may refresh.
 *
 * @throws OAuthError `invalid_scope` if the client can have none of those named
 */
export function requestedScopes(
  settings: Pick<OAuthSettings, 'scopes'>,
  parameters: URLSearchParams,
  { refreshable, scopes }: { refreshable: boolean } & Pick<Client, 'scopes'>,
): readonly string[] {
  const named = scopeNames(single(parameters, 'scope'));
  const offered = offeredTo(settings, scopes);
  const known = knownScopes(settings, named);
  const permissions = known.filter((name) => offered.includes(name));
  const isOffline = known.includes(offlineAccess);
  const [first] = offered;
  if (first === undefined || (named.length > 0 && permissions.length === 0 && !isOffline)) {
    throw new OAuthError('invalid_scope', 'The client can have none of the requested scopes');
  }
  const offline = refreshable && isOffline ? [offlineAccess] : [];
  return [...(permissions.length > 0 ? permissions : [first]), ...offline];
}

// In the order of all scopes.
function offeredTo(
  { scopes }: Pick<OAuthSettings, 'scopes'>,
  own: Client['scopes'],
): readonly string[] {
  const all = scopes.all.map(({ name }) => name);
  if (own === undefined) return all;
  const permitted = scopes.permittedBy(own);
  return all.filter((name) => permitted.has(name));
}
