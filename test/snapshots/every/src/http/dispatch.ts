/** Takes a request to its route. */
import { errorAnswer } from '../oauth/answer.js';
import type { Caller, Endpoint } from '../oauth/context.js';
import { failurePage } from '../oauth/index.js';
import type { Access } from './access.js';
import { corsHeaders, preflightHeaders } from './cors.js';
import { methodNotAllowed } from './json.js';
import { allowOf, findRoute, type Route } from './route.js';

export interface DispatchOptions {
  routes: readonly Route[];
  notFound: Endpoint;
  access: Access;
  /** Of every answer that does not say otherwise. */
  headers: Readonly<Record<string, string>>;
  /** Hears of everything that was thrown. */
  onError: (error: unknown, request: Request) => void;
}

/** The whole server as one function. */
export function createDispatch(options: DispatchOptions): Endpoint {
  const { routes, notFound, access, headers, onError } = options;
  const nowhere = { path: '', audience: 'machine', methods: 'any', answer: notFound } as const;
  return async (request, caller) => {
    const route = findRoute(routes, new URL(request.url).pathname) ?? nowhere;
    const response = await answer(route, request, caller, onError);
    const cors = corsHeaders(request, route.audience, access.isAllowedOrigin);
    return finish(response, request, headers, cors);
  };
}

async function answer(
  route: Route,
  request: Request,
  caller: Caller,
  onError: DispatchOptions['onError'],
): Promise<Response> {
  const { methods } = route;
  const allow = methods === 'any' ? 'POST, OPTIONS' : allowOf(methods);
  // First: a preflight cannot carry a token (Fetch standard, section 4.8).
  if (request.method === 'OPTIONS') {
    const preflight = preflightHeaders(request, route.audience);
    return new Response(null, { status: 204, headers: { allow, ...preflight } });
  }
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  if (methods !== 'any' && !methods.some((allowed) => allowed === method)) {
    return methodNotAllowed(allow);
  }
  try {
    return await route.answer(request, caller);
  } catch (error) {
    onError(error, request);
    return route.audience === 'browser' ? failurePage(error) : errorAnswer(error);
  }
}

// In place: Node's servers write an answer at once, and a copy in pieces.
function finish(
  response: Response,
  request: Request,
  headers: Readonly<Record<string, string>>,
  cors: Readonly<Record<string, string>>,
): Response {
  const { headers: own, status } = response;
  for (const [name, value] of Object.entries(headers)) {
    if (!own.has(name)) own.set(name, value);
  }
  for (const [name, value] of Object.entries(cors)) own.set(name, value);
  return request.method === 'HEAD' ? new Response(null, { status, headers: own }) : response;
}
