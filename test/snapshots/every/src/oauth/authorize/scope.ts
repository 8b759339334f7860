/** Check: which scopes the user will be asked for. */
import type { OAuthSettings } from '../context.js';
import { OAuthError } from '../errors.js';
import { single } from '../form.js';
import { knownScopes, offlineAccess, scopeNames } from '../scope.js';

/**
 * The known ones among the requested scopes (RFC 6749, section 3.3), or the first scope if no
 * permission is named. `offline_access` stays among them only for a client that may refresh.
 *
 * @throws OAuthError `invalid_scope` if scopes are named and this server knows none of them
 */
export function requestedScopes(
  settings: Pick<OAuthSettings, 'scopes'>,
  parameters: URLSearchParams,
  { refreshable }: { refreshable: boolean },
): readonly string[] {
  const named = scopeNames(single(parameters, 'scope'));
  const known = knownScopes(settings, named);
  if (named.length > 0 && known.length === 0) {
    throw new OAuthError('invalid_scope', 'None of the requested scopes exists here');
  }
  const permissions = known.filter((name) => name !== offlineAccess);
  const offline = refreshable && known.includes(offlineAccess) ? [offlineAccess] : [];
  return [...(permissions.length > 0 ? permissions : [settings.scopes.baseline]), ...offline];
}
