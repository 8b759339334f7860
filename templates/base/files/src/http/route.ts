/** A row of the route table. */
import type { Endpoint } from '../oauth/context.js';

export type Method = 'GET' | 'POST';

/**
 * `machine` routes are open to every origin, since they take nothing that a browser adds by itself;
 * `browser` routes are pages, open to none; `backend` routes are for servers with a secret, which
 * no web page has, open to none; `mcp` is open to the operator's origins.
 */
export type Audience = 'machine' | 'browser' | 'backend' | 'mcp';

export interface Route {
  /** One ending in `/*` also takes everything below. */
  path: string;
  audience: Audience;
  /** HEAD comes with GET, OPTIONS always. `any`: the endpoint decides. */
  methods: readonly Method[] | 'any';
  answer: Endpoint;
}

/** For programs to read. */
export function get(path: string, answer: Endpoint): Route {
  return { path, audience: 'machine', methods: ['GET'], answer };
}

/** For programs to post to. */
export function post(path: string, answer: Endpoint): Route {
  return { path, audience: 'machine', methods: ['POST'], answer };
}

/** For servers with a secret to post to. */
export function backend(path: string, answer: Endpoint): Route {
  return { path, audience: 'backend', methods: ['POST'], answer };
}

/** A page with a form. */
export function page(path: string, answer: Endpoint): Route {
  return { path, audience: 'browser', methods: ['GET', 'POST'], answer };
}

/** One trailing slash makes no difference. */
export function findRoute(routes: readonly Route[], pathname: string): Route | undefined {
  const path = pathname.length > 1 && pathname.endsWith('/') ? pathname.slice(0, -1) : pathname;
  return routes.find((route) =>
    route.path.endsWith('/*')
      ? `${path}/`.startsWith(route.path.slice(0, -1))
      : route.path === path,
  );
}

/** For `Allow` (RFC 9110, section 10.2.1). */
export function allowOf(methods: readonly Method[]): string {
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
}
