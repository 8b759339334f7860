/** Carries the server on Express. */
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import express from 'express';
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
  const app = express().disable('x-powered-by');
  routes(app);
  app.use((request, response) => {
    if (request.readableDidRead) {
      throw new Error('A body parser ran before the server: add it to routes of yours, not to all');
    }
    request.url = request.originalUrl;
    return answer(request, response);
  });
  const server = createServer((request, response) => {
    const { url: target = '' } = request;
    const url = localTarget(target);
    // What is no URL gets the server's answer.
    if (url === undefined) return void answer(request, response);
    app(Object.assign(request, { originalUrl: target, url }), response);
  });
  return listen(server, options);
}
