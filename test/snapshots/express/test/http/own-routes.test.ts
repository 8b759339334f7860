/** Your own routes and middleware, in front of the server's. */
import express, { type Express } from 'express';
import { afterEach, expect, it } from 'vitest';
import type { Served } from '../../src/http/contract.js';
import { serve } from '../../src/http/serve.js';
import { type RawAnswer, rawRequest } from './raw-request.js';

const open: Served[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((served) => served.close()));
});

/** @returns asks a server that answers with what it got */
async function start(routes: (app: Express) => void) {
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
])('shows %s %s to middleware first', async (method, target, path) => {
  const ask = await start((app) => {
    app.use((request, response, next) => {
      response.set('x-seen', request.originalUrl);
      next();
    });
  });
  const { headers, body } = await ask(method, target);
  expect(headers.get('x-seen')).toBe(target);
  expect(body).toBe(`${method} ${path} `);
});

it('routes by the path that the server would take it for', async () => {
  const ask = await start((app) => {
    app.use('/mcp', (_request, response) => {
      response.status(403).send('no');
    });
  });
  expect((await ask('POST', '/x/../mcp')).body).toBe('no');
  expect((await ask('POST', '/%2e/mcp')).body).toBe('no');
});

it('gives a path to its route, and every other to the server', async () => {
  const ask = await start((app) => {
    app.get('/mine', (_request, response) => {
      response.json({ mine: true });
    });
  });
  expect((await ask('GET', '/mine')).body).toBe('{"mine":true}');
  expect((await ask('POST', '/mine')).body).toBe('POST /mine ');
  expect((await ask('GET', '/mine/too')).body).toBe('GET /mine/too ');
});

it('parses the bodies of its routes, and leaves those of the server alone', async () => {
  const ask = await start((app) => {
    app.post('/mine', express.json(), (request, response) => {
      response.json({ read: request.body });
    });
  });
  expect((await ask('POST', '/mine', json, '{"a":1}')).body).toBe('{"read":{"a":1}}');
  expect((await ask('POST', '/mine', json, '{"a"')).status).toBe(400);
  expect((await ask('POST', '/token', json, '{"a"')).body).toBe('POST /token {"a"');
});

it('answers 500 and says why when a parser takes the bodies of the server away', async () => {
  const ask = await start((app) => {
    app.use(express.json());
  });
  const { status, body } = await ask('POST', '/token', json, '{}');
  expect(status).toBe(500);
  expect(body).toContain('A body parser ran before the server');
  expect((await ask('GET', '/mcp')).body).toBe('GET /mcp ');
});

it('answers 500 when a route fails, and goes on', async () => {
  const ask = await start((app) => {
    app.get('/mine', async () => {
      throw new Error('broken');
    });
  });
  expect((await ask('GET', '/mine')).status).toBe(500);
  expect((await ask('GET', '/mcp')).status).toBe(200);
});
