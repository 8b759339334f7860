/** Failures as pages. */
import { errorPage } from '../../pages/error.js';
import { pageAnswer } from '../../pages/page-answer.js';
import { StoreUnavailable } from '../../store/contract.js';
import type { Endpoint, OAuthContext } from '../context.js';
import { OAuthError, oauthErrorStatus, RateLimited } from '../errors.js';
import { BrowserError } from './browser-error.js';

/** Shows refusals as pages. Faults of ours pass through: the caller logs them. */
export function withFailurePages({ settings }: OAuthContext, endpoint: Endpoint): Endpoint {
  return async (request, caller) => {
    try {
      return await endpoint(request, caller);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return failurePage(error, settings.serviceName);
    }
  };
}

/**
 * The page for anything that was thrown.
 *
 * @param serviceName absent where it is not known
 */
export function failurePage(error: unknown, serviceName?: string): Response {
  const { status, title, paragraphs } = told(error);
  return pageAnswer(errorPage({ serviceName, title, paragraphs }), status, retryAfter(error));
}

function isRefusal(error: unknown): boolean {
  return (
    error instanceof BrowserError || error instanceof OAuthError || error instanceof RateLimited
  );
}

function told(error: unknown): Pick<BrowserError, 'status' | 'title' | 'paragraphs'> {
  if (error instanceof BrowserError) return error;
  if (error instanceof OAuthError) {
    const paragraphs = [`${error.description}.`, 'Go back to the application and connect again.'];
    const status = oauthErrorStatus[error.code];
    // 401 asks for credentials of the caller (RFC 9110, section 15.5.2): a browser has none to give.
    const shown = status === 401 ? 400 : status;
    return { status: shown, title: 'This request is not valid', paragraphs };
  }
  if (error instanceof RateLimited) {
    const paragraphs = [`Wait ${waiting(error.retryAfter)}, then try again.`];
    return { status: 429, title: 'Too many attempts', paragraphs };
  }
  if (error instanceof StoreUnavailable) {
    const paragraphs = ['The server cannot reach its data right now. Try again in a moment.'];
    return { status: 503, title: 'Not available right now', paragraphs };
  }
  const paragraphs = ['The server failed to handle the request. Try again in a moment.'];
  return { status: 500, title: 'Something went wrong', paragraphs };
}

function retryAfter(error: unknown): Record<string, string> {
  if (error instanceof RateLimited) return { 'retry-after': String(error.retryAfter) };
  return error instanceof StoreUnavailable ? { 'retry-after': '5' } : {};
}

function waiting(seconds: number): string {
  if (seconds === 1) return '1 second';
  if (seconds < 120) return `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
