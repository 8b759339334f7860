/** Requests for documents, probes and what is not there. */
import type fc from 'fast-check';
import { issuer } from '../oauth/world.js';
import { type Hostile, hostile } from './request.js';
import type { Target } from './target.js';
import { encoded, field, pairs } from './values.js';

export function documents(target: Target): fc.Arbitrary<Hostile> {
  const known = [
    'oauth-protected-resource',
    'oauth-protected-resource/mcp',
    'oauth-authorization-server',
    'openid-configuration',
    'security.txt',
    '__proto__',
  ];
  return hostile(target, {
    paths: [
      ...known.map((name) => `/.well-known/${name}`),
      '/jwks',
      '/healthz',
      '/readyz',
      '/',
      '//evil.example/',
      '/nothing',
      '/introspect',
      `/mcp/${target.accessToken}`,
      `/callback/${target.code}`,
    ],
    methods: ['GET', 'HEAD', 'OPTIONS'],
    query: encoded(pairs({ code: field([target.code], 1), iss: field([issuer], 1) })),
  });
}
