/** The documents for clients: from memory, so that no outage takes them away. */
import { acceptedGrantTypes } from './accepted-grant-types.js';
import { assertionAlgorithms } from './clients/assertion-algorithm.js';
import { authMethods } from './clients/client.js';
import type { Endpoint, OAuthContext, OAuthSettings } from './context.js';
import { jwksMaxAge } from './keyring/times.js';
import { offlineAccess } from './scope.js';
import type { SigningAlgorithm } from './signing-algorithm.js';

/** The authorization server's metadata, under the names of RFC 8414 and OpenID Connect. */
export function serverMetadataEndpoint(context: OAuthContext): Endpoint {
  return async () => {
    const document = serverMetadata(context, await context.keyring.algorithms());
    return cacheable(JSON.stringify(document), 'application/json');
  };
}

/** The protected resource's metadata (RFC 9728). */
export function resourceMetadataEndpoint({ settings }: OAuthContext): Endpoint {
  const body = JSON.stringify(resourceMetadata(settings));
  return async () => cacheable(body, 'application/json');
}

/** The public keys (RFC 7517). */
export function jwksEndpoint({ keyring }: OAuthContext): Endpoint {
  return async () =>
    cacheable(JSON.stringify(await keyring.publicKeys()), 'application/jwk-set+json');
}

/** Where the resource's metadata lives: the well-known part goes before the path (RFC 9728, 3.1). */
export function resourceMetadataUrl({ resource }: OAuthSettings): string {
  const { origin, pathname } = new URL(resource);
  return `${origin}/.well-known/oauth-protected-resource${pathname === '/' ? '' : pathname}`;
}

/** Identity Assertion Grant, section 7.2. */
const idJagProfile = 'urn:ietf:params:oauth:grant-profile:id-jag';

/** Whoever introspects must authenticate. */
const confidentialMethods = authMethods.filter((method) => method !== 'none');

/** RFC 8414, section 2, with what OpenID Connect Discovery, section 3 demands. */
function serverMetadata(
  context: Pick<OAuthContext, 'settings' | 'login'>,
  algorithms: readonly SigningAlgorithm[],
): object {
  const { settings, login } = context;
  const { cimd, introspection, issParameter, issuer, registration, scopes } = settings;
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    ...(registration !== 'off' && { registration_endpoint: `${issuer}/register` }),
    revocation_endpoint: `${issuer}/revoke`,
    jwks_uri: `${issuer}/jwks`,
    scopes_supported: [...scopes.all.map(({ name }) => name), offlineAccess],
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: acceptedGrantTypes(context),
    code_challenge_methods_supported: ['S256'],
    // `none` comes first: some clients take the first method and no other.
    token_endpoint_auth_methods_supported: authMethods,
    token_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
    revocation_endpoint_auth_methods_supported: authMethods,
    revocation_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
    ...(introspection && {
      introspection_endpoint: `${issuer}/introspect`,
      introspection_endpoint_auth_methods_supported: confidentialMethods,
      introspection_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
    }),
    authorization_response_iss_parameter_supported: issParameter,
    ...(cimd !== 'off' && { client_id_metadata_document_supported: true }),
    ...(login.asserted && { authorization_grant_profiles_supported: [idJagProfile] }),
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: algorithms,
  };
}

/** RFC 9728, section 2; only the first scope, so that no client asks for all. */
function resourceMetadata({ issuer, resource, serviceName, scopes }: OAuthSettings): object {
  return {
    resource,
    authorization_servers: [issuer],
    scopes_supported: [scopes.baseline],
    bearer_methods_supported: ['header'],
    resource_name: serviceName,
  };
}

function cacheable(body: string, mediaType: string): Response {
  return new Response(body, {
    headers: { 'content-type': mediaType, 'cache-control': `public, max-age=${jwksMaxAge}` },
  });
}
