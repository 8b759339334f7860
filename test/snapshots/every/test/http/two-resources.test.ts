/** Two servers with one host, one database and one secret. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/http/app.js';
import { createMcpEndpoint } from '../../src/mcp/server.js';
import type { Endpoint, OAuthContext } from '../../src/oauth/context.js';
import { createAuthorizationServer } from '../../src/oauth/index.js';
import { formAccessToken } from '../../src/oauth/tokens.js';
import { sampleToolset } from '../live/sample-toolset.js';
import { caller, connect } from '../oauth/client-calls.js';
import { openWorld, type World } from '../oauth/world.js';

const host = 'https://mcp.example.com';
const prefixes = ['/notes', '/tasks'] as const;
type Prefix = (typeof prefixes)[number];

interface Resource {
  context: OAuthContext;
  app: Endpoint;
}

let world: World;
let resources: Record<Prefix, Resource>;

beforeAll(async () => {
  world = await openWorld();
  resources = { '/notes': resourceAt('/notes'), '/tasks': resourceAt('/tasks') };
});
afterAll(() => world.close());

function resourceAt(prefix: Prefix): Resource {
  const issuer = `${host}${prefix}`;
  const settings = { ...world.context.settings, issuer, resource: `${issuer}/mcp` };
  const context = { ...world.context, settings };
  const { store, clock } = context;
  const app = createApp({
    settings: { issuer, mcpPath: '/mcp', host: '127.0.0.1', production: true, allowedOrigins: [] },
    oauth: createAuthorizationServer(context),
    mcp: createMcpEndpoint({
      toolset: sampleToolset,
      store,
      clock,
      onInsufficientScope: () => undefined,
      onError: () => undefined,
      onProtocolError: () => undefined,
      toolChallenge: 'auto',
    }),
    store,
    onError: () => undefined,
  });
  return { context, app };
}

function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const prefix = path.includes('/tasks') ? '/tasks' : '/notes';
  return resources[prefix].app(new Request(`${host}${path}`, init), caller);
}

async function tokenOf(prefix: Prefix): Promise<string> {
  const { context } = resources[prefix];
  const { grant } = await connect(world, { resource: context.settings.resource });
  return (await formAccessToken(context, grant, ['notes:read'])).token;
}

function callWith(token: string, prefix: Prefix): Promise<Response> {
  return ask(`${prefix}/mcp`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
  });
}

describe('two resources on one host', () => {
  it('have a document each, with its own resource and server [PRM-17]', async () => {
    for (const prefix of prefixes) {
      const answer = await ask(`/.well-known/oauth-protected-resource${prefix}/mcp`);
      expect(await answer.json()).toMatchObject({
        resource: `${host}${prefix}/mcp`,
        authorization_servers: [`${host}${prefix}`],
      });
      const refused = await ask(`${prefix}/mcp`, { method: 'POST' });
      expect(refused.headers.get('www-authenticate')).toContain(
        `resource_metadata="${host}/.well-known/oauth-protected-resource${prefix}/mcp"`,
      );
    }
  });

  it('refuse the tokens of each other [PRM-17, RS-7] [A12]', async () => {
    for (const own of prefixes) {
      const other = own === '/notes' ? '/tasks' : '/notes';
      const token = await tokenOf(own);
      expect((await callWith(token, own)).status).toBe(200);
      const refused = await callWith(token, other);
      expect(refused.status).toBe(401);
      expect(refused.headers.get('www-authenticate')).toContain('error="invalid_token"');
    }
  });
});
