/** Your own routes and middleware, in front of the server's. */
import { afterEach, expect, it, vi } from 'vitest';
import type { Served } from '../../src/http/contract.js';
import type { handle } from '../../src/http/routes.js';
import { serve } from '../../src/http/serve.js';
import { type RawAnswer, rawRequest } from './raw-request.js';

const open: Served[] = [];

afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(open.splice(0).map((served) => served.close()));
});

/** @returns asks a server that answers with what it got */
async function start(first?: typeof handle) {
  const served = await serve(
    async (request) =>
      new Response([request.method, new URL(request.url).pathname, await request.text()].join(' ')),
    { host: '127.0.0.1', port: 0, graceMs: 0 },
    first,
  );
  open.push(served);
  const port = Number(new URL(served.url).port);
  return (method: string, path: string, body = ''): Promise<RawAnswer> =>
    rawRequest(port, { method, path, body });
}

it.each([
  ['GET', '/mcp', '/mcp'],
  ['OPTIONS', '/mcp', '/mcp'],
  ['PROPFIND', '/token', '/token'],
  ['GET', 'http://localhost/mcp', '/mcp'],
  ['GET', '/login/%zz', '/login/%zz'],
])('shows %s %s to middleware, and the answer too', async (method, target, path) => {
  const ask = await start(async (request, next) => {
    const response = await next(request);
    response.headers.set('x-seen', new URL(request.url).pathname);
    return response;
  });
  const { headers, body } = await ask(method, target);
  expect(headers.get('x-seen')).toBe(path);
  expect(body).toBe(`${method} ${path} `);
});

it('routes by the path that the server would take it for', async () => {
  const ask = await start(async (request, next) =>
    new URL(request.url).pathname === '/mcp' ? new Response('no') : next(request),
  );
  expect((await ask('POST', '/x/../mcp')).body).toBe('no');
  expect((await ask('POST', '/%2e/mcp')).body).toBe('no');
});

it('gives a path to its route, and every other to the server', async () => {
  const ask = await start(async (request, next) =>
    request.method === 'POST' && new URL(request.url).pathname === '/mine'
      ? Response.json({ read: await request.json() })
      : next(request),
  );
  expect((await ask('POST', '/mine', '{"a":1}')).body).toBe('{"read":{"a":1}}');
  expect((await ask('GET', '/mine')).body).toBe('GET /mine ');
  expect((await ask('POST', '/mine/too', '{')).body).toBe('POST /mine/too {');
});

it('answers 500 when a route fails, prints why, and goes on', async () => {
  const printed = vi.spyOn(console, 'error').mockReturnValue();
  const ask = await start(async (request, next) => {
    if (request.url.endsWith('/mine')) throw new Error('broken');
    return next(request);
  });
  expect(await ask('GET', '/mine')).toMatchObject({ status: 500, body: 'Internal Server Error' });
  expect(printed).toHaveBeenCalledWith(new Error('broken'));
  expect((await ask('GET', '/mcp')).status).toBe(200);
});
