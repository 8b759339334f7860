/** What a client that the operator adds is for. */
import { type Client, grantTypes, userGrantTypes } from '../../oauth/clients/client.js';
import type { OAuthSettings } from '../../oauth/context.js';
import { offlineAccess } from '../../oauth/scope.js';
import { AdminProblem, type Call, UsageError } from '../command.js';
import { plain } from '../table.js';

/**
 * @throws UsageError for what fits no client
 * @throws AdminProblem for what this server has switched off
 */
export function plannedGrants(
  call: Call,
  settings: OAuthSettings,
  hasRedirectUris: boolean,
): Pick<Client, 'grantTypes' | 'scopes' | 'introspects'> {
  const mayIntrospect = call.has('may-introspect');
  const types = readGrantTypes(call, hasRedirectUris);
  if (types.length === 0 && !mayIntrospect) {
    throw new UsageError(
      'Say what the client is for: --redirect-uri for users to connect it, --grant client_credentials to act for itself, or --may-introspect.',
    );
  }
  if (types.includes('authorization_code') !== hasRedirectUris) {
    throw new UsageError('--redirect-uri and --grant authorization_code need each other.');
  }
  if (types.includes('refresh_token') && !hasRedirectUris) {
    throw new UsageError('--grant refresh_token needs --grant authorization_code.');
  }
  if (types.includes('client_credentials') && !settings.clientCredentials) {
    throw new AdminProblem('Set CLIENT_CREDENTIALS=on for this server first.');
  }
  if (mayIntrospect && !settings.introspection) {
    throw new AdminProblem('Set INTROSPECTION=on for this server first.');
  }
  const scopes = readScopes(call);
  if (types.includes('client_credentials') && scopes.length === 0) {
    throw new UsageError('Say with --scope what the client may do for itself.');
  }
  if (types.includes('authorization_code') && scopes.length > 0) checkGrantable(settings, scopes);
  return {
    grantTypes: types,
    ...(scopes.length > 0 && { scopes }),
    ...(mayIntrospect && { introspects: [settings.resource] }),
  };
}

function readGrantTypes(call: Call, hasRedirectUris: boolean): Client['grantTypes'] {
  const named = call.list('grant');
  if (named.length === 0) return hasRedirectUris ? userGrantTypes : [];
  if (named.every((type) => grantTypes.some((known) => known === type))) {
    return grantTypes.filter((type) => named.includes(type));
  }
  throw new UsageError(`--grant takes one of ${grantTypes.join(', ')}.`);
}

// Scopes that users cannot grant are fine for a client that acts for itself.
function readScopes(call: Call): readonly string[] {
  const scopes = [...new Set(call.list('scope').flatMap((text) => text.split(' ')))];
  if (scopes.includes(offlineAccess)) {
    throw new UsageError(`${offlineAccess} is no permission: --grant refresh_token does that.`);
  }
  // RFC 6749, section 3.3.
  const wrong = scopes.find((scope) => !/^[!#-[\]-~]{1,100}$/.test(scope));
  if (wrong === undefined) return scopes;
  throw new UsageError(`${plain(wrong) || 'An empty text'} is no scope.`);
}

function checkGrantable(
  { scopes: { all, permittedBy } }: OAuthSettings,
  scopes: readonly string[],
) {
  const permitted = permittedBy(scopes);
  if (all.some(({ name }) => permitted.has(name))) return;
  const grantable = all.map(({ name }) => name).join(', ');
  throw new UsageError(`Users can grant none of these scopes: name at least one of ${grantable}.`);
}
