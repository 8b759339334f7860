/** Every endpoint, and how many hostile requests it gets. */
import type fc from 'fast-check';
import type { Hostile } from './request.js';
import type { Target } from './target.js';
import { assertion } from './to-assertions.js';
import { introspection, revocation, token } from './to-client-endpoints.js';
import { documents } from './to-documents.js';
import { closedMcp, mcp } from './to-mcp.js';
import { account, authorize, consent, signIn } from './to-pages.js';
import { register } from './to-registration.js';

/** An endpoint, how many requests it gets, and which. */
export type Endpoint = readonly [
  name: string,
  runs: number,
  requests: (target: Target) => fc.Arbitrary<Hostile>,
];

/** All of them. */
export const endpoints: readonly Endpoint[] = [
  ['authorization', 1600, authorize],
  ['sign-in', 1000, signIn],
  ['consent', 1000, consent],
  ['account and sign-out', 900, account],
  ['token', 1800, token],
  ['revocation', 600, revocation],
  ['introspection', 600, introspection],
  ['client authentication by assertions', 800, assertion],
  ['registration', 1400, register],
  ['MCP', 1500, mcp],
  ['MCP without a token', 500, closedMcp],
  ['metadata, health and unknown', 1200, documents],
];
