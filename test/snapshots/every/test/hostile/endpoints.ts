/** Hostile requests to every endpoint. */
import type fc from 'fast-check';
import type { Hostile } from './request.js';
import type { Target } from './target.js';
import { assertion } from './to-assertions.js';
import { introspection, revocation, token } from './to-client-endpoints.js';
import { documents } from './to-documents.js';
import { closedMcp, mcp } from './to-mcp.js';
import { account, authorize, consent, signIn } from './to-pages.js';
import { register } from './to-registration.js';

export type Endpoint = readonly [
  name: string,
  runs: number,
  requests: (target: Target) => fc.Arbitrary<Hostile>,
  /** Some statuses of the answers. */
  statuses: readonly number[],
];

export const endpoints: readonly Endpoint[] = [
  ['authorization', 1600, authorize, [303, 400]],
  // Whoever signs in elsewhere sees no page of this server.
  ['sign-in', 1000, signIn, [303, 400, 403]],
  ['consent', 1000, consent, [303, 400, 403]],
  ['account and sign-out', 900, account, [200, 303, 403]],
  ['token', 1800, token, [200, 400, 401]],
  ['revocation', 600, revocation, [200, 400, 401]],
  ['introspection', 600, introspection, [200, 400, 401]],
  ['client assertions', 800, assertion, [200, 400, 401]],
  ['registration', 1400, register, [201, 400]],
  ['MCP', 1500, mcp, [200, 400, 401, 405]],
  ['MCP without a token', 500, closedMcp, [401, 403, 421]],
  ['documents', 1200, documents, [200, 204, 404, 405]],
];
