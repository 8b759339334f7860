/** What a client is told of its registration (RFC 7591, section 3.2.1). */
import type { Client } from '../clients/client.js';

/**
 * All that was registered, sent or not. Members without a value are absent: clients that check types
 * stop at `null` and empty strings.
 */
export function clientInformation(client: Client, secret: string | undefined): object {
  return {
    ...client.metadata,
    client_id: client.id,
    client_id_issued_at: Math.floor(client.createdAt / 1000),
    ...(secret !== undefined && { client_secret: secret, client_secret_expires_at: 0 }),
    ...(client.name !== undefined && { client_name: client.name }),
    redirect_uris: client.redirectUris,
    grant_types: client.grantTypes,
    response_types: ['code'],
    token_endpoint_auth_method: client.authMethods[0],
    ...(client.jwks !== undefined && { jwks: client.jwks }),
    ...(client.jwksUri !== undefined && { jwks_uri: client.jwksUri }),
    ...(client.assertionAlgorithm !== undefined && {
      token_endpoint_auth_signing_alg: client.assertionAlgorithm,
    }),
  };
}
