/** The 401 for a call that found the user's sign-in to have ended. */
import type { McpCaller } from './caller.js';
import { challengeAnswer } from './challenge.js';
import { signInEnded } from './result-challenge.js';

/**
 * In place of the failed result, which no client acts on. A stream that has begun stays as it is, and
 * so does a batch: other calls may have succeeded.
 */
export async function signInAgain(
  response: Response,
  { resourceMetadataUrl }: McpCaller,
): Promise<Response> {
  if (!response.headers.get('content-type')?.startsWith('application/json')) return response;
  await response.body?.cancel();
  return challengeAnswer(401, { ...signInEnded, resourceMetadataUrl, scopes: [] });
}
