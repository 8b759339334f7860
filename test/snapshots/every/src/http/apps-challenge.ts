/** The proof for OpenAI that whoever submits this server to its directory also runs it. */
import type { Endpoint } from '../oauth/context.js';

/** Answers with the token alone, as it was shown in the submission. */
export function appsChallenge(token: string): Endpoint {
  return async () =>
    new Response(token, {
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    });
}
