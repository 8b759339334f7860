/** Dynamic client registration (RFC 7591), open to everybody: it grants nothing by itself. */
import { jsonAnswer } from './answer.js';
import type { Client } from './clients/client.js';
import { makeSecret } from './clients/client-secrets.js';
import { insertClient } from './clients/index.js';
import type { Endpoint, OAuthContext } from './context.js';
import { OAuthError } from './errors.js';
import { take } from './limits.js';
import { postEndpoint } from './post-endpoint.js';
import { randomId } from './random-id.js';
import { type ClientMetadata, readClientMetadata } from './register/client-metadata.js';
import { readRegistration } from './register/registration-body.js';

/** Every registration makes a new client, which expires unless a grant follows. */
export function registrationEndpoint(context: OAuthContext): Endpoint {
  return postEndpoint(async (request, { address }) => {
    await take(context, 'register', address);
    try {
      const metadata = readClientMetadata(await readRegistration(request), context.settings);
      const { client, secret } = await createClient(context, metadata);
      if (!(await insertClient(context, client))) throw new Error('A random id came up twice');
      context.audit({ event: 'client.registered', clientId: client.id, address });
      return jsonAnswer(clientInformation(client, secret), 201);
    } catch (error) {
      if (error instanceof OAuthError) {
        context.audit({ event: 'client.refused', address, reason: error.detail ?? error.code });
      }
      throw error;
    }
  });
}

async function createClient(
  { clock, random }: OAuthContext,
  metadata: ClientMetadata,
): Promise<{ client: Client; secret: string | undefined }> {
  const client: Client = {
    id: `client_${randomId(random)}`,
    origin: 'dynamic',
    ...metadata,
    createdAt: clock(),
  };
  if (client.authMethods.includes('none')) return { client, secret: undefined };
  const { secret, stored } = await makeSecret(random, client.createdAt);
  return { client: { ...client, secrets: [stored] }, secret };
}

// RFC 7591, section 3.2.1: all that was registered, whether sent or substituted. Members without a
// value are absent, since clients that check types stop at `null` and empty strings.
function clientInformation(client: Client, secret: string | undefined): object {
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
  };
}
