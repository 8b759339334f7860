/** Carries the server on Hono. */
import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import type { Listener, Served, ServeOptions } from './contract.js';
import { listen } from './listen.js';
import { addRoutes, type Env } from './routes.js';

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
  const app = new Hono<Env>();
  routes(app);
  app.all('*', ({ req, env }) => listener(req.raw, env.incoming.socket.remoteAddress ?? ''));
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false });
  return listen(server as Server, options);
}
