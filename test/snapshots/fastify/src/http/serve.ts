/** Carries the server on Fastify. */
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { fastify } from 'fastify';
import type { Listener, Served, ServeOptions } from './contract.js';
import { listen } from './listen.js';
import { addRoutes } from './routes.js';
import { localTarget } from './target.js';

/**
 * Serves everything: your routes first, then the server's own.
 *
 * @param routes adds what comes first
 * @throws CannotListen when the address or port cannot be had
 */
export async function serve(
  listener: Listener,
  options: ServeOptions,
  routes = addRoutes,
): Promise<Served> {
  const answer = getRequestListener(
    (request, { incoming }) => listener(request, incoming.socket.remoteAddress ?? ''),
    { overrideGlobalObjects: false },
  );
  const app = fastify({
    logger: { level: 'error' },
    // Fastify's own server has no time-out for slow requests.
    serverFactory: (handler) =>
      createServer((request, response) => {
        const { url: target = '' } = request;
        const url = localTarget(target);
        // What is no URL gets the server's answer.
        if (url === undefined) return void answer(request, response);
        handler(Object.assign(request, { originalUrl: target, url }), response);
      }),
  });
  // What is no HTTP gets Node's answer.
  app.server.removeAllListeners('clientError');
  await routes(app);
  app.addHook('onRequest', (request, reply, done) => {
    if (!request.is404) return done();
    reply.hijack();
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) reply.raw.setHeader(name, value);
    }
    request.raw.url = request.originalUrl;
    void answer(request.raw, reply.raw);
  });
  await app.ready();
  const served = await listen(app.server, options).catch(async (error) => {
    await app.close();
    throw error;
  });
  return {
    url: served.url,
    close: async () => {
      await served.close();
      await app.close();
    },
  };
}
