/** Dynamic client registration (RFC 7591), which grants nothing by itself. */
import { jsonAnswer } from './answer.js';
import type { Client } from './clients/client.js';
import { makeSecret } from './clients/client-secrets.js';
import { insertClient } from './clients/index.js';
import type { Endpoint, OAuthContext } from './context.js';
import { OAuthError } from './errors.js';
import { take } from './limits.js';
import { postEndpoint } from './post-endpoint.js';
import { randomId } from './random-id.js';
import { clientInformation } from './register/client-information.js';
import { type ClientMetadata, readClientMetadata } from './register/client-metadata.js';
import { refusedAccess } from './register/initial-access.js';
import { isPublic, registerPublicClient } from './register/public-client.js';
import { readRegistration } from './register/registration-body.js';
import { makeRoom } from './register/unused-clients.js';

interface Registered {
  client: Client;
  /** Told this once. */
  secret?: string;
  isNew: boolean;
}

/** Clients that register expire unless a grant follows. */
export function registrationEndpoint(context: OAuthContext): Endpoint {
  const { registration } = context.settings;
  if (registration === 'off') return switchedOff;
  return postEndpoint(async (request, { address }) => {
    await take(context, 'register_request', address);
    const refusal = await refusedAccess(registration.initialAccessTokens, request);
    if (refusal !== undefined) {
      context.audit({ event: 'client.refused', address, reason: 'initial_access_token' });
      return refusal;
    }
    try {
      const metadata = readClientMetadata(await readRegistration(request), context.settings);
      const { client, secret, isNew }: Registered = isPublic(metadata)
        ? await registerPublicClient(context, metadata, address)
        : await registerConfidentialClient(context, metadata, address);
      if (isNew) context.audit({ event: 'client.registered', clientId: client.id, address });
      return jsonAnswer(clientInformation(client, secret), 201);
    } catch (error) {
      if (error instanceof OAuthError) {
        context.audit({ event: 'client.refused', address, reason: error.detail ?? error.code });
      }
      throw error;
    }
  });
}

// Always a new one: a secret is for one holder.
async function registerConfidentialClient(
  context: OAuthContext,
  metadata: ClientMetadata,
  address: string,
): Promise<Registered> {
  await take(context, 'register', address);
  const { clock, random } = context;
  const made = usesSecret(metadata) ? await makeSecret(random, clock()) : undefined;
  const client: Client = {
    id: `client_${randomId(random)}`,
    origin: 'dynamic',
    ...metadata,
    ...(made && { secrets: [made.stored] }),
    createdAt: clock(),
  };
  if (!(await insertClient(context, client))) throw new Error('A random id came up twice');
  await makeRoom(context, client);
  return { client, ...(made && { secret: made.secret }), isNew: true };
}

// Who has a key needs no secret.
function usesSecret({ authMethods }: ClientMetadata): boolean {
  return authMethods.some((method) => method.startsWith('client_secret'));
}

/** JSON, for clients that ask although no metadata names the endpoint. */
const switchedOff: Endpoint = async () => {
  const description = 'Clients cannot register here; ask the operator for a client_id';
  return jsonAnswer({ error: 'not_found', error_description: description }, 404);
};
