/** The proof for OpenAI that the domain is yours. */
import type { Endpoint } from '../oauth/context.js';

/** Answers with the token alone. */
export function appsChallenge(token: string): Endpoint {
  return async () =>
    new Response(token, {
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    });
}
