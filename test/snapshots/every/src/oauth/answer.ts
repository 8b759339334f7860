/** JSON answers of the OAuth endpoints. */
import { StoreUnavailable } from '../store/contract.js';
import { KeysUnavailable, OAuthError, oauthErrorStatus, RateLimited } from './errors.js';

/** JSON that must not be cached (RFC 6749, section 5.1). */
export function jsonAnswer(body: object, status = 200, headers: HeadersInit = {}): Response {
  return Response.json(body, {
    status,
    headers: { 'cache-control': 'no-store', ...Object.fromEntries(new Headers(headers)) },
  });
}

/**
 * The JSON answer for anything that was thrown (RFC 6749, section 5.2). A fault of ours never makes
 * a client throw away its registration or its tokens.
 */
export function errorAnswer(error: unknown): Response {
  if (error instanceof OAuthError) {
    return oauthAnswer(error.code, error.description, oauthErrorStatus[error.code]);
  }
  if (error instanceof RateLimited) {
    const headers = { 'retry-after': String(error.retryAfter) };
    return oauthAnswer('temporarily_unavailable', 'Too many requests, try later', 429, headers);
  }
  if (error instanceof KeysUnavailable) {
    const headers = { 'retry-after': String(error.retryAfter) };
    const description = 'The keys that this takes cannot be had, try again in a moment';
    return oauthAnswer('temporarily_unavailable', description, 503, headers);
  }
  if (error instanceof StoreUnavailable) {
    const headers = { 'retry-after': '5' };
    return oauthAnswer('temporarily_unavailable', 'Try again in a moment', 503, headers);
  }
  return oauthAnswer('server_error', 'The server failed to handle the request', 500);
}

function oauthAnswer(
  error: string,
  description: string,
  status: number,
  headers: HeadersInit = {},
): Response {
  return jsonAnswer({ error, error_description: description }, status, headers);
}
