/** Your own routes and middleware, in front of the server's. */
import type { Hono } from 'hono';
import { afterEach, expect, it, vi } from 'vitest';
import type { Served } from '../../src/http/contract.js';
import type { Env } from '../../src/http/routes.js';
import { serve } from '../../src/http/serve.js';
import { type RawAnswer, rawRequest } from './raw-request.js';

const open: Served[] = [];

afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(open.splice(0).map((served) => served.close()));
});

/** @returns asks a server that answers with what it got */
async function start(routes: (app: Hono<Env>) => void) {
  const served = await serve(
    async (request) =>
      new Response([request.method, new URL(request.url).pathname, await request.text()].join(' ')),
    { host: '127.0.0.1', port: 0, graceMs: 0 },
    routes,
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
  const ask = await start((app) => {
    app.use(async (c, next) => {
      await next();
      c.header('x-seen', new URL(c.req.url).pathname);
    });
  });
  const { headers, body } = await ask(method, target);
  expect(headers.get('x-seen')).toBe(path);
  expect(body).toBe(`${method} ${path} `);
});

it('routes by the path that the server would take it for', async () => {
  const ask = await start((app) => {
    app.use('/mcp', async (c) => c.text('no', 403));
  });
  expect((await ask('POST', '/x/../mcp')).body).toBe('no');
  expect((await ask('POST', '/%2e/mcp')).body).toBe('no');
});

it('gives a path to its route, and every other to the server', async () => {
  const ask = await start((app) => {
    app.post('/mine', async (c) => c.json({ read: await c.req.json() }));
  });
  expect((await ask('POST', '/mine', '{"a":1}')).body).toBe('{"read":{"a":1}}');
  expect((await ask('GET', '/mine')).body).toBe('GET /mine ');
  expect((await ask('POST', '/mine/too', '{')).body).toBe('POST /mine/too {');
});

it('answers 500 when a route fails, prints why, and goes on', async () => {
  const printed = vi.spyOn(console, 'error').mockReturnValue();
  const ask = await start((app) => {
    app.get('/mine', () => {
      throw new Error('broken');
    });
  });
  expect(await ask('GET', '/mine')).toMatchObject({ status: 500, body: 'Internal Server Error' });
  expect(printed).toHaveBeenCalledWith(new Error('broken'));
  expect((await ask('GET', '/mcp')).status).toBe(200);
});
