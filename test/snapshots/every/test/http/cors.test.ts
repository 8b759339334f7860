/** What a browser may read and send. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LiveServer, openLiveServer } from '../live/server.js';

const inspector = 'http://localhost:6274';
const stranger = 'https://evil.example';
const open = [
  '/.well-known/oauth-protected-resource',
  '/.well-known/oauth-protected-resource/mcp',
  '/.well-known/oauth-authorization-server',
  '/.well-known/openid-configuration',
  '/.well-known/nope',
  '/jwks',
  '/token',
  '/register',
  '/revoke',
];
/** Pages, and what is for servers that hold a secret. */
const closed = [
  '/authorize',
  '/login',
  '/consent',
  '/account',
  '/account/password',
  '/logout',
  '/introspect',
];

let live: LiveServer;
const ask = (path: string, method: string, headers: Record<string, string>): Promise<Response> =>
  fetch(`${live.config.publicUrl}${path}`, { method, headers });
const list = (response: Response, name: string): string[] =>
  (response.headers.get(name) ?? '').split(',').map((text) => text.trim().toLowerCase());

beforeAll(async () => {
  live = await openLiveServer();
});
afterAll(() => live.close());

function preflight(path: string, origin: string, wanted: string): Promise<Response> {
  return ask(path, 'OPTIONS', {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': wanted,
  });
}

describe('a preflight', () => {
  it.each([...open, '/mcp'])(
    'to %s is answered without a token [HTTPL-9, PRM-14, TOK-11] [D17, D19, D20]',
    async (path) => {
      const response = await preflight(path, inspector, 'authorization,mcp-protocol-version');
      expect(response.status).toBe(204);
      expect(['*', inspector]).toContain(response.headers.get('access-control-allow-origin'));
      const methods = response.headers.get('access-control-allow-methods');
      expect(methods).toBe('GET, POST, DELETE, OPTIONS');
      expect(list(response, 'access-control-allow-headers')).toEqual([
        'authorization',
        'content-type',
        'accept',
        'mcp-protocol-version',
        'mcp-method',
        'mcp-name',
        'mcp-session-id',
        'last-event-id',
      ]);
      expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    },
  );

  it('may ask for headers of tool parameters, and for no unknown one [HTTP-12, HTTPL-9]', async () => {
    const response = await preflight('/mcp', inspector, 'mcp-param-region, x-other');
    expect(list(response, 'access-control-allow-headers')).toContain('mcp-param-region');
    expect(list(response, 'access-control-allow-headers')).not.toContain('x-other');
  });

  it.each(closed)('to %s opens nothing [AZ-8, INT-1] [D20]', async (path) => {
    const response = await preflight(path, inspector, 'content-type');
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('to the MCP endpoint from a foreign origin opens nothing [HTTP-2]', async () => {
    const response = await preflight('/mcp', stranger, 'authorization');
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('an answer', () => {
  it.each(open)('of %s may be read by every origin [PRM-14, TOK-11] [D20]', async (path) => {
    for (const method of ['GET', 'POST']) {
      const response = await ask(path, method, { origin: stranger });
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
      expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    }
  });

  it.each(closed)('of %s may be read by no other origin [AZ-8, INT-1]', async (path) => {
    for (const method of ['GET', 'POST']) {
      const response = await ask(path, method, { origin: inspector });
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('of the MCP endpoint lets an allowed origin read the challenge [HTTPL-9, RS-1] [D18]', async () => {
    const response = await ask('/mcp', 'POST', { origin: inspector });
    expect(response.status).toBe(401);
    expect(response.headers.get('access-control-allow-origin')).toBe(inspector);
    expect(response.headers.get('vary')).toContain('Origin');
    const exposed = response.headers.get('access-control-expose-headers');
    expect(exposed).toBe('WWW-Authenticate, Mcp-Session-Id');
  });
});
