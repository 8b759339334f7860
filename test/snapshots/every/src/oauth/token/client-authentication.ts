/** Client authentication (OAuth 2.1, section 2.4): by the registered method and no other. */
import type { Client } from '../clients/client.js';
import { hasSecret } from '../clients/client-secrets.js';
import { findClient, findKnownClient } from '../clients/index.js';
import { isFromItsNetwork } from '../clients/networks.js';
import type { Caller, OAuthContext } from '../context.js';
import { OAuthError } from '../errors.js';
import { networkOf } from '../network-address.js';
import { assertionFailure } from './client-assertion/index.js';
import { type Credentials, presentedCredentials } from './presented-credentials.js';
import { countWrongGuess, refuseGuesser } from './secret-guessing.js';

/**
 * The client that sent the request.
 *
 * @param introduced the id of a client that may be new here, since a trusted issuer has named it:
 *   nobody else can make this server fetch a URL
 * @throws OAuthError `invalid_client` for an unknown client, or another method, secret, assertion or
 *   network than its own; `invalid_request` for more than one method
 * @throws KeysUnavailable
 * @throws RateLimited after many failures of one client from one network
 */
export async function authenticateClient(
  context: OAuthContext,
  request: Request,
  form: URLSearchParams,
  caller: Caller,
  introduced?: string,
): Promise<Client> {
  const candidates = presentedCredentials(request, form);
  const guesser = `${networkOf(caller.address)} ${candidates[0]?.clientId}`;
  if (candidates.some(({ method }) => method !== 'none')) await refuseGuesser(context, guesser);

  let why = 'unknown_client';
  for (const candidate of candidates) {
    const find = candidate.clientId === introduced ? findClient : findKnownClient;
    const client = await find(context, candidate.clientId);
    if (client === undefined) continue;
    const failure = isFromItsNetwork(client, caller.address)
      ? await failureOf(context, request, client, candidate)
      : 'other_network';
    if (failure === undefined) return client;
    why = failure;
  }
  await countWrongGuess(context, guesser);
  throw new OAuthError('invalid_client', 'Unknown client, or not authenticated as registered', why);
}

// For the log: outward all read the same.
async function failureOf(
  context: OAuthContext,
  request: Request,
  client: Client,
  presented: Credentials,
): Promise<string | undefined> {
  if (!client.authMethods.includes(presented.method)) return 'other_auth_method';
  if (presented.method === 'none') return undefined;
  if (presented.method === 'private_key_jwt') {
    const { pathname } = new URL(request.url);
    const failure = await assertionFailure(context, client, presented.assertion, pathname);
    return failure === undefined ? undefined : `assertion_${failure}`;
  }
  const isRight = await hasSecret(client, presented.secret, context.clock());
  return isRight ? undefined : 'wrong_secret';
}
