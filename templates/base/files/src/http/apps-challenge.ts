/** Proves to OpenAI's directory that whoever submits this server runs it. */
import type { Endpoint } from '../oauth/context.js';

/** @param token as the submission showed it */
export function appsChallenge(token: string): Endpoint {
  return async () =>
    new Response(token, {
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    });
}
