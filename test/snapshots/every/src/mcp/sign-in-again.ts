/** The 401 for a call that found the user's sign-in to have ended. */
import { baselineScope } from '../scopes.js';
import type { McpCaller } from './caller.js';
import { challengeValue } from './challenge.js';
import { signInEnded } from './result-challenge.js';

/**
 * Replaces the failed result, which no client acts on; not a stream that has begun, nor a batch, of
 * which other calls may have succeeded.
 */
export async function signInAgain(
  response: Response,
  { resourceMetadataUrl }: McpCaller,
): Promise<Response> {
  if (!response.headers.get('content-type')?.startsWith('application/json')) return response;
  await response.body?.cancel();
  const { error, description } = signInEnded;
  const challenge = { error, description, resourceMetadataUrl, scopes: [baselineScope] };
  return Response.json(
    { error, error_description: description },
    {
      status: 401,
      headers: { 'www-authenticate': challengeValue(challenge), 'cache-control': 'no-store' },
    },
  );
}
