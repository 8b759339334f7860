/** The frame of the endpoints that clients post to. */
import { errorAnswer, jsonAnswer } from './answer.js';
import type { Caller, Endpoint } from './context.js';
import { KeysUnavailable, OAuthError, RateLimited } from './errors.js';

/**
 * Answers POST only, and refusals as JSON (RFC 6749, section 5.2). Faults of ours pass through: the
 * caller logs them.
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

// RFC 6749, section 5.2: whoever used the Authorization header is told which scheme it takes.
function withChallenge(request: Request, answer: Response): Response {
  if (answer.status === 401 && request.headers.has('authorization')) {
    answer.headers.set('www-authenticate', 'Basic realm="token", charset="UTF-8"');
  }
  return answer;
}
