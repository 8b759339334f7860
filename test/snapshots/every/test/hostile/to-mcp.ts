/** Messages to the MCP endpoint, in both protocol eras. */
import fc from 'fast-check';
import { modernMeta, modernRevision } from '../mcp/wire.js';
import { type Hostile, hostile } from './request.js';
import type { Target } from './target.js';
import { encoded, field, json, pairs, text } from './values.js';

const methods = [
  'initialize',
  'ping',
  'tools/list',
  'tools/call',
  'server/discover',
  'resources/list',
  'resources/read',
  'prompts/get',
  'completion/complete',
  'logging/setLevel',
  'notifications/initialized',
  'notifications/cancelled',
  'tasks/get',
  '__proto__',
];

export function mcp(target: Target): fc.Arbitrary<Hostile> {
  const params = fc.record(
    {
      name: fc.oneof(fc.constantFrom('who', 'read', 'change', 'refuse', 'crash'), text),
      arguments: fc.oneof(fc.constant({}), fc.jsonValue({ maxDepth: 3 })),
      protocolVersion: fc.constantFrom('2025-11-25', '2024-11-05', '1999-01-01', modernRevision),
      capabilities: fc.oneof(fc.constant({}), fc.jsonValue({ maxDepth: 1 })),
      clientInfo: fc.oneof(fc.constant({ name: 'x', version: '1' }), fc.jsonValue({ maxDepth: 1 })),
      _meta: fc.oneof(fc.constant(modernMeta), fc.jsonValue({ maxDepth: 2 })),
    },
    { requiredKeys: [] },
  );
  const message = fc.record(
    {
      jsonrpc: fc.constant('2.0'),
      id: fc.oneof(fc.integer(), text, fc.constant(null)),
      method: fc.constantFrom(...methods),
      params,
    },
    { requiredKeys: ['jsonrpc', 'method'] },
  );
  return hostile(target, {
    paths: ['/mcp'],
    methods: ['POST', 'POST', 'POST', 'GET', 'DELETE'],
    query: encoded(pairs({ access_token: field([target.accessToken], 1) })).map((query) =>
      query.length % 4 === 0 ? query : '',
    ),
    body: json(message),
    mediaType: 'application/json',
    headers: {
      authorization: [`Bearer ${target.accessToken}`],
      accept: ['application/json, text/event-stream', 'application/json'],
      'mcp-protocol-version': ['2025-11-25', modernRevision],
      'mcp-method': methods.filter((name) => !name.startsWith('_')),
      'mcp-name': ['who', 'change'],
    },
  });
}

/** The same without a token. */
export function closedMcp(target: Target): fc.Arbitrary<Hostile> {
  return mcp(target).map((request) => ({
    ...request,
    headers: request.headers.filter(([name]) => name !== 'authorization'),
  }));
}
