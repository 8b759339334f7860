/** One line for each request, and its id. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { Log } from '../log.js';
import type { Endpoint } from '../oauth/context.js';
import { OAuthError, RateLimited } from '../oauth/errors.js';

const current = new AsyncLocalStorage<{ requestId: string }>();

/** The id of the request that is being answered; pino adds to the object. */
export function requestFields(): { requestId?: string } {
  return { ...current.getStore() };
}

/** Never logs the query, which can hold a code or a token. Answers carry the id as `X-Request-Id`. */
export function logRequests(log: Log, endpoint: Endpoint): Endpoint {
  return (request, caller) => {
    const requestId = randomUUID();
    return current.run({ requestId }, async () => {
      const began = performance.now();
      const response = await endpoint(request, caller);
      response.headers.set('x-request-id', requestId);
      const { method } = request;
      const path = pathOf(request);
      const ms = Math.round(performance.now() - began);
      // Probes come every few seconds.
      const level = /\/(healthz|readyz)$/.test(path) && response.ok ? 'debug' : 'info';
      log[level]({ method, path, status: response.status, ms }, 'request');
      return response;
    });
  };
}

/** Logs what was thrown: failures with their stack, refusals without. */
export function reportTo(log: Log): (error: unknown, request: Request) => void {
  return (error, request) => {
    const path = pathOf(request);
    if (error instanceof OAuthError) {
      const { description, detail } = error;
      log.info({ path, error: error.code, description, detail }, 'refused');
    } else if (error instanceof RateLimited) {
      log.info({ path, retryAfter: error.retryAfter }, 'too many requests');
    } else {
      log.error({ path, err: error }, 'request failed');
    }
  };
}

function pathOf(request: Request): string {
  return new URL(request.url).pathname.slice(0, 200);
}
