/** How clients find out that they must sign in. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mintToken } from '../live/mint-token.js';
import { type LiveServer, openLiveServer } from '../live/server.js';
import { rawRequest } from './raw-request.js';

let live: LiveServer;
let token: string;

beforeAll(async () => {
  live = await openLiveServer();
  token = await mintToken(live, { name: 'ada', scopes: [] });
});
afterAll(() => live.close());

describe('a probe without a token', () => {
  it.each(['GET', 'HEAD', 'POST', 'DELETE', 'PUT'])(
    'by %s gets 401 and leads to the metadata [RS-1, RS-2, RS-4, HTTPL-8] [D1, D2, D3]',
    async (method) => {
      const answer = await rawRequest(live.config.port, { method, path: '/mcp' });
      expect(answer.status).toBe(401);
      const challenge = answer.headers.get('www-authenticate') ?? '';
      expect(challenge).toMatch(/^Bearer /);
      expect(challenge).not.toContain('error=');
      const url = /resource_metadata="([^"]+)"/.exec(challenge)?.[1] ?? '';
      const metadata = (await (await fetch(url)).json()) as { resource: string };
      expect(metadata.resource).toBe(live.mcpUrl);
      expect(answer.body.length > 0).toBe(method !== 'HEAD');
    },
  );

  it.each(['{}', 'not json', ''])('is refused before the body %j is read [RS-2]', async (body) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await rawRequest(live.config.port, {
      method: 'POST',
      path: '/mcp',
      headers,
      body,
    });
    expect(answer.status).toBe(401);
  });

  it('may not bring the token in the query string [RS-8]', async () => {
    const path = `/mcp?access_token=${token}`;
    const answer = await rawRequest(live.config.port, { method: 'POST', path });
    expect(answer.status).toBe(401);
  });
});

describe('a request with a token', () => {
  it.each(['GET', 'HEAD', 'DELETE', 'PUT'])(
    'by %s gets 405 with Allow [HTTP-16, HTTPL-2] [D2]',
    async (method) => {
      const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream' };
      const answer = await rawRequest(live.config.port, { method, path: '/mcp', headers });
      expect(answer.status).toBe(405);
      expect(answer.headers.get('allow')).toBe('POST, OPTIONS');
    },
  );

  it('that is garbage gets 401 [RS-6]', async () => {
    for (const authorization of [
      'Bearer',
      'Bearer ',
      'Bearer a b',
      'bearer \u00ff',
      'Basic x',
      '=',
    ]) {
      const headers = { authorization };
      const answer = await rawRequest(live.config.port, { method: 'POST', path: '/mcp', headers });
      expect(answer.status, authorization).toBe(401);
    }
  });
});

describe('any other route', () => {
  it.each([
    ['/token', 'GET', 'POST, OPTIONS'],
    ['/register', 'GET', 'POST, OPTIONS'],
    ['/revoke', 'HEAD', 'POST, OPTIONS'],
    ['/jwks', 'POST', 'GET, HEAD, OPTIONS'],
    ['/authorize', 'DELETE', 'GET, POST, HEAD, OPTIONS'],
  ])('%s answers %s with 405 and Allow', async (path, method, allow) => {
    const answer = await rawRequest(live.config.port, { method, path });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe(allow);
  });

  it('answers HEAD like GET, without a body', async () => {
    const path = '/.well-known/oauth-authorization-server';
    const head = await rawRequest(live.config.port, { method: 'HEAD', path });
    const get = await rawRequest(live.config.port, { path });
    expect(head.status).toBe(200);
    expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'));
    expect(head.body).toBe('');
  });

  it('forbids browsers to guess content types [SEC-6]', async () => {
    for (const path of ['/mcp', '/jwks', '/nope', '/authorize', '/token']) {
      const answer = await rawRequest(live.config.port, { path });
      expect(answer.headers.get('x-content-type-options'), path).toBe('nosniff');
    }
  });
});
