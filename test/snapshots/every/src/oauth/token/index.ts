/** The token endpoint (OAuth 2.1, section 3.2). */
import { acceptedGrantTypes, jwtBearer, type TokenGrantType } from '../accepted-grant-types.js';
import type { Client, GrantType } from '../clients/client.js';
import { withLifetimesOf } from '../clients/lifetimes.js';
import { createMetClients } from '../clients/met-clients.js';
import type { Caller, Endpoint, OAuthContext } from '../context.js';
import { OAuthError } from '../errors.js';
import { single } from '../form.js';
import { postEndpoint } from '../post-endpoint.js';
import { redeemCode } from './authorization-code.js';
import { authenticateClient } from './client-authentication.js';
import { issueToClient } from './client-credentials.js';
import { readClientForm } from './client-form.js';
import { assertionGrant } from './identity-assertion/index.js';
import { presentedCredentials } from './presented-credentials.js';
import { refreshTokens } from './refresh-token.js';

/** A token request of a client that is known by now. */
export interface TokenRequest {
  client: Client;
  form: URLSearchParams;
  caller: Caller;
}

const handlers: Record<
  GrantType,
  (context: OAuthContext, request: TokenRequest) => Promise<Response>
> = {
  authorization_code: redeemCode,
  refresh_token: refreshTokens,
  client_credentials: issueToClient,
};

/** Answers with tokens, or with an error of RFC 6749, section 5.2. */
export function tokenEndpoint(context: OAuthContext): Endpoint {
  const met = createMetClients();
  const answerAssertion = assertionGrant(context);
  return postEndpoint(async (request, caller) => {
    let client: Client | undefined;
    try {
      const form = await readClientForm(request);
      const grantType = readGrantType(context, form);
      if (grantType === jwtBearer) {
        return await answerAssertion(form, caller, async (introduced) => {
          client = await authenticateClient(context, request, form, caller, introduced);
          return client;
        });
      }
      const authenticate = () => authenticateClient(context, request, form, caller);
      const known =
        grantType === 'refresh_token'
          ? met.recall(presentedCredentials(request, form), context.clock())
          : undefined;
      client = known ?? (await authenticate());
      met.remember(client);
      if (!client.grantTypes.includes(grantType)) {
        throw new OAuthError('unauthorized_client', 'The client is not registered for this grant');
      }
      const forClient = withLifetimesOf(client, context);
      const answer = handlers[grantType](forClient, { client, form, caller });
      return await (known === undefined ? answer : answer.catch(lookAgain(authenticate)));
    } catch (error) {
      if (error instanceof OAuthError) {
        const reason = error.detail ?? error.code;
        const { address } = caller;
        context.audit({ event: 'token.refused', clientId: client?.id, address, reason });
      }
      throw error;
    }
  });
}

// The client may have ended with the grant.
function lookAgain(authenticate: () => Promise<Client>): (error: unknown) => Promise<never> {
  return async (error) => {
    if (error instanceof OAuthError) await authenticate();
    throw error;
  };
}

function readGrantType(context: OAuthContext, form: URLSearchParams): TokenGrantType {
  const named = single(form, 'grant_type');
  if (named === undefined) throw new OAuthError('invalid_request', 'Send grant_type');
  const accepted = acceptedGrantTypes(context);
  const known = accepted.find((grantType) => grantType === named);
  if (known !== undefined) return known;
  throw new OAuthError('unsupported_grant_type', `Use ${accepted.join(' or ')}`);
}
