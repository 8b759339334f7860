/** Carries the server on `node:http`. */
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Listener, Served, ServeOptions } from './contract.js';
import { listen } from './listen.js';
import { handle } from './routes.js';

/**
 * Serves everything: your routes first, then the server's own.
 *
 * @param first sees every request before the server does
 * @throws CannotListen when the address or port cannot be had
 */
export async function serve(
  listener: Listener,
  options: ServeOptions,
  first = handle,
): Promise<Served> {
  const answer = getRequestListener(
    (request, { incoming }) =>
      first(request, (next) => listener(next, incoming.socket.remoteAddress ?? '')).catch(failed),
    { overrideGlobalObjects: false },
  );
  return listen(
    createServer((request, response) => void answer(request, response)),
    options,
  );
}

function failed(error: unknown): Response {
  console.error(error);
  return new Response('Internal Server Error', { status: 500 });
}
