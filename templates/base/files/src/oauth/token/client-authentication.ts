/** Client authentication (OAuth 2.1, section 2.4): by the registered method and no other. */
import type { Client } from '../clients/client.js';
import { hasSecret } from '../clients/client-secrets.js';
import { findKnownClient } from '../clients/index.js';
import type { Caller, OAuthContext } from '../context.js';
import { OAuthError } from '../errors.js';
import { networkOf } from '../network-address.js';
import { type Credentials, presentedCredentials } from './presented-credentials.js';
import { countWrongGuess, refuseGuesser } from './secret-guessing.js';

/**
 * The client that sent the request.
 *
 * @throws OAuthError `invalid_client` for an unknown client, another method than its own, or a wrong
 *   secret; `invalid_request` for more than one method
 * @throws RateLimited after many failures of one client from one network
 */
export async function authenticateClient(
  context: OAuthContext,
  request: Request,
  form: URLSearchParams,
  caller: Caller,
): Promise<Client> {
  const candidates = presentedCredentials(request, form);
  const guesser = `${networkOf(caller.address)} ${candidates[0]?.clientId}`;
  if (candidates.some(({ method }) => method !== 'none')) await refuseGuesser(context, guesser);

  let why = 'unknown_client';
  for (const candidate of candidates) {
    const client = await findKnownClient(context, candidate.clientId);
    if (client === undefined) continue;
    if (await proves(client, candidate, context.clock())) return client;
    why = client.authMethods.includes(candidate.method) ? 'wrong_secret' : 'other_auth_method';
  }
  await countWrongGuess(context, guesser);
  throw new OAuthError('invalid_client', 'Unknown client, or not authenticated as registered', why);
}

async function proves(
  client: Client,
  { method, secret }: Credentials,
  now: number,
): Promise<boolean> {
  if (!client.authMethods.includes(method)) return false;
  if (method === 'none') return true;
  return hasSecret(client, secret, now);
}
