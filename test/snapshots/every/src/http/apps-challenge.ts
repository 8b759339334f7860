/** Proves to OpenAI that whoever submits this server to its directory runs it. */
import type { Endpoint } from '../oauth/context.js';

/** @param token as the submission showed it */
export function appsChallenge(token: string): Endpoint {
  return async () =>
    new Response(token, {
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    });
}
