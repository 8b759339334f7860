/** The MCP endpoint against DNS rebinding and foreign pages. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccess } from '../../src/http/access.js';
import { type LiveServer, openLiveServer } from '../live/server.js';
import { rawRequest } from './raw-request.js';

let live: LiveServer;
const status = async (headers: Record<string, string>): Promise<number> =>
  (await rawRequest(live.config.port, { method: 'POST', path: '/mcp', headers })).status;

beforeAll(async () => {
  live = await openLiveServer({ allowedOrigins: ['https://app.example:8443'] });
});
afterAll(() => live.close());

describe('the Origin of a request to the MCP endpoint', () => {
  // 401 means that the request got past the check.
  it.each([
    ['absent', undefined, 401],
    ['our own', 'self', 401],
    ['on loopback', 'http://127.0.0.1:6274', 401],
    ['allowed by the operator', 'https://app.example:8443', 401],
    ['allowed, but on another port', 'https://app.example', 403],
    ['allowed, but with another scheme', 'http://app.example:8443', 403],
    ['foreign', 'https://evil.example', 403],
    ['foreign, but looking like loopback', 'https://localhost.evil.example', 403],
    ['opaque', 'null', 403],
    ['empty', '', 403],
    ['with a path', 'http://localhost/path', 403],
  ])('%s [HTTP-2, HTTPL-7]', async (_, origin, expected) => {
    const own = new URL(live.config.publicUrl).origin;
    const value = origin === 'self' ? own : origin;
    expect(await status(value === undefined ? {} : { origin: value })).toBe(expected);
  });

  it('is refused before the token is looked at [HTTP-2] [A31]', async () => {
    const headers = { origin: 'https://evil.example', authorization: 'Bearer x' };
    expect(await status(headers)).toBe(403);
  });
});

describe('the Host of a request to the MCP endpoint', () => {
  it.each([
    ['localhost:1', 401],
    ['127.0.0.1', 401],
    ['[::1]:3000', 401],
    ['evil.example', 421],
    ['localhost.evil.example', 421],
    ['evil.example:80', 421],
  ])('%s gets %i [HTTP-3] [A31]', async (host, expected) => {
    expect(await status({ host })).toBe(expected);
  });
});

describe('in production', () => {
  const settings = { issuer: 'https://mcp.example.com', production: true, allowedOrigins: [] };
  const access = createAccess({ ...settings, host: '0.0.0.0' });
  const asHost = (host: string, by = access): boolean =>
    by.isAllowedHost(new Request('http://internal/mcp', { headers: { host } }));

  it('only the public name is accepted as Host [HTTP-3]', () => {
    expect(asHost('mcp.example.com')).toBe(true);
    expect(asHost('MCP.example.com:443')).toBe(true);
    expect(asHost('localhost')).toBe(false);
    expect(asHost('evil.example')).toBe(false);
    expect(asHost('mcp.example.com@evil.example')).toBe(false);
    expect(asHost('evil.example@mcp.example.com')).toBe(false);
    expect(asHost('mcp.example.com/evil')).toBe(false);
  });

  it('no loopback page may call the server [HTTP-2]', () => {
    expect(access.isAllowedOrigin('https://mcp.example.com')).toBe(true);
    expect(access.isAllowedOrigin('http://localhost:6274')).toBe(false);
  });

  it('a proxy on this machine may pass on a loopback name [HTTP-3]', () => {
    const behindProxy = createAccess({ ...settings, host: '127.0.0.1' });
    expect(asHost('127.0.0.1:3000', behindProxy)).toBe(true);
  });
});
