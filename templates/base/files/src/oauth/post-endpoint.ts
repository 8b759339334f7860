/** The frame of the endpoints that clients post to: what the method must be, what refusals become. */
import { errorAnswer, jsonAnswer } from './answer.js';
import type { Caller, Endpoint } from './context.js';
import { KeysUnavailable, OAuthError, RateLimited } from './errors.js';

/**
 * An endpoint that answers POST only, and refusals as JSON (RFC 6749, section 5.2). Faults of ours,
 * a store that is away among them, pass through: the caller logs and answers them.
 */
export function postEndpoint(
  handle: (request: Request, caller: Caller) => Promise<Response>,
): Endpoint {
  return async (request, caller) => {
    if (request.method !== 'POST') {
      const body = { error: 'invalid_request', error_description: 'Use POST' };
      return jsonAnswer(body, 405, { allow: 'POST' });
    }
    try {
      return await handle(request, caller);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return withChallenge(request, errorAnswer(error));
    }
  };
}

function isRefusal(error: unknown): boolean {
  return [OAuthError, RateLimited, KeysUnavailable].some((refusal) => error instanceof refusal);
}

// RFC 6749, section 5.2: a client that used the Authorization header is told which scheme it takes.
function withChallenge(request: Request, answer: Response): Response {
  if (answer.status === 401 && request.headers.has('authorization')) {
    answer.headers.set('www-authenticate', 'Basic realm="token", charset="UTF-8"');
  }
  return answer;
}
