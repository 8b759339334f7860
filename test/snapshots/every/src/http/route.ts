/** What a route says. */
import type { Endpoint } from '../oauth/context.js';

export type Method = 'GET' | 'POST';

/**
 * Which origins a route is open to: `machine`, which carries nothing that a browser would add by itself,
 * to every one, without credentials; `browser` (pages) and `backend` (servers with a secret) to none;
 * `mcp` to those that the operator allows.
 */
export type Audience = 'machine' | 'browser' | 'backend' | 'mcp';

/** One route of the server. */
export interface Route {
  /** The path; one ending in `/*` also takes everything below. */
  path: string;
  audience: Audience;
  /** HEAD comes with GET, and OPTIONS always; others get 405. `any`: the endpoint decides. */
  methods: readonly Method[] | 'any';
  answer: Endpoint;
}

/** A document or an answer for programs. */
export function get(path: string, answer: Endpoint): Route {
  return { path, audience: 'machine', methods: ['GET'], answer };
}

/** An endpoint that programs post to. */
export function post(path: string, answer: Endpoint): Route {
  return { path, audience: 'machine', methods: ['POST'], answer };
}

/** An endpoint that servers with a secret of their own post to. */
export function backend(path: string, answer: Endpoint): Route {
  return { path, audience: 'backend', methods: ['POST'], answer };
}

/** A page with a form. */
export function page(path: string, answer: Endpoint): Route {
  return { path, audience: 'browser', methods: ['GET', 'POST'], answer };
}

/** The route for a path; one trailing slash makes no difference. */
export function findRoute(routes: readonly Route[], pathname: string): Route | undefined {
  const path = pathname.length > 1 && pathname.endsWith('/') ? pathname.slice(0, -1) : pathname;
  return routes.find((route) =>
    route.path.endsWith('/*')
      ? `${path}/`.startsWith(route.path.slice(0, -1))
      : route.path === path,
  );
}

/** The value of `Allow` (RFC 9110, section 10.2.1). */
export function allowOf(methods: readonly Method[]): string {
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
}
