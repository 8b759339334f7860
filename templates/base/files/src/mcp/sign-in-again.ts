/** The 401 for a call during which the user's sign-in turned out to have ended. */
import { baselineScope } from '../scopes.js';
import type { McpCaller } from './caller.js';
import { challengeValue } from './challenge.js';
import { signInEnded } from './result-challenge.js';

/**
 * In place of the failed result, which no client acts on. A stream that has begun stays as it is, and
 * so does a batch: other calls in it may have succeeded.
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
