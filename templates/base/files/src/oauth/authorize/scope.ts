/** Check: which scopes the user will be asked for. */
import type { Client } from '../clients/client.js';
import type { OAuthSettings } from '../context.js';
import { OAuthError } from '../errors.js';
import { single } from '../form.js';
import { knownScopes, offlineAccess, scopeNames } from '../scope.js';

/**
 * The known ones among the requested scopes (RFC 6749, section 3.3), or the first scope if no
 * permission is named; none but those that the operator leaves to the client, if the operator made
 * a list. `offline_access` stays among them only for a client that may refresh.
 *
 * @throws OAuthError `invalid_scope` if scopes are named and there is none that the client can have
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

// The first scope of all comes first here too, unless the client cannot have it.
function offeredTo(
  { scopes }: Pick<OAuthSettings, 'scopes'>,
  own: Client['scopes'],
): readonly string[] {
  const all = scopes.all.map(({ name }) => name);
  if (own === undefined) return all;
  const permitted = scopes.permittedBy(own);
  return all.filter((name) => permitted.has(name));
}
