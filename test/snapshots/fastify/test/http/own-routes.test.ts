/** Your own routes and hooks, in front of the server's. */
import type { FastifyInstance } from 'fastify';
import { afterEach, expect, it } from 'vitest';
import type { Served } from '../../src/http/contract.js';
import { serve } from '../../src/http/serve.js';
import { type RawAnswer, rawRequest } from './raw-request.js';

const open: Served[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((served) => served.close()));
});

/** @returns asks a server that answers with what it got */
async function start(routes: (app: FastifyInstance) => Promise<void>) {
  const served = await serve(
    async (request) =>
      new Response([request.method, new URL(request.url).pathname, await request.text()].join(' ')),
    { host: '127.0.0.1', port: 0, graceMs: 0 },
    routes,
  );
  open.push(served);
  const port = Number(new URL(served.url).port);
  return (method: string, path: string, type = '', body = ''): Promise<RawAnswer> =>
    rawRequest(port, { method, path, headers: { 'content-type': type }, body });
}

const json = 'application/json';

it.each([
  ['GET', '/mcp', '/mcp'],
  ['OPTIONS', '/mcp', '/mcp'],
  ['PROPFIND', '/token', '/token'],
  ['GET', 'http://localhost/mcp', '/mcp'],
  ['GET', '/login/%zz', '/login/%zz'],
])('shows %s %s to hooks first', async (method, target, path) => {
  const seen: string[] = [];
  const ask = await start(async (app) => {
    app.addHook('onRequest', async ({ originalUrl }, reply) => {
      reply.header('x-seen', originalUrl);
    });
    app.addHook('onResponse', async ({ originalUrl }) => {
      seen.push(originalUrl);
    });
  });
  const { headers, body } = await ask(method, target);
  expect(headers.get('x-seen')).toBe(target);
  expect(body).toBe(`${method} ${path} `);
  expect(seen).toEqual([target]);
});

it('lets a hook refuse a request', async () => {
  const ask = await start(async (app) => {
    app.addHook('onRequest', async (_request, reply) => reply.code(403).send('no'));
  });
  expect(await ask('POST', '/mcp')).toMatchObject({ status: 403, body: 'no' });
});

it('routes by the path that the server would take it for', async () => {
  const ask = await start(async (app) => {
    app.get('/mcp', async () => 'mine');
  });
  expect((await ask('GET', '/x/../mcp')).body).toBe('mine');
  expect((await ask('GET', '/%2e/mcp')).body).toBe('mine');
});

it('gives a path to its route, and every other to the server', async () => {
  const ask = await start(async (app) => {
    app.get('/mine', async () => ({ mine: true }));
  });
  expect((await ask('GET', '/mine')).body).toBe('{"mine":true}');
  expect((await ask('POST', '/mine')).body).toBe('POST /mine ');
  expect((await ask('GET', '/mine/too')).body).toBe('GET /mine/too ');
});

it('parses the bodies of its routes, and leaves those of the server alone', async () => {
  const ask = await start(async (app) => {
    app.post('/mine', async ({ body }) => ({ read: body }));
  });
  expect((await ask('POST', '/mine', json, '{"a":1}')).body).toBe('{"read":{"a":1}}');
  expect((await ask('POST', '/mine', json, '{"a"')).status).toBe(400);
  expect((await ask('POST', '/token', json, '{"a"')).body).toBe('POST /token {"a"');
  expect((await ask('POST', '/token', 'no type', '{"a"')).body).toBe('POST /token {"a"');
});

it('loads plug-ins and closes them at the end', async () => {
  let isOpen = false;
  const ask = await start(async (app) => {
    await app.register(async (plugin) => {
      isOpen = true;
      plugin.addHook('onClose', async () => {
        isOpen = false;
      });
      plugin.get('/mine', async () => 'mine');
    });
  });
  expect((await ask('GET', '/mine')).body).toBe('mine');
  expect(isOpen).toBe(true);
  await open.pop()?.close();
  expect(isOpen).toBe(false);
});

it('does not start with a plug-in that fails', async () => {
  const failing = start(async (app) => {
    app.register(async () => {
      throw new Error('broken');
    });
  });
  await expect(failing).rejects.toThrow('broken');
});
