/** Carries a server on `node:http`. */
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Serve } from '../../src/http/contract.js';
import { listen } from '../../src/http/listen.js';

export const servePlainly: Serve = (listener, options) => {
  const answer = getRequestListener(
    (request, { incoming }) => listener(request, incoming.socket.remoteAddress ?? ''),
    { overrideGlobalObjects: false },
  );
  const server = createServer((request, response) => void answer(request, response));
  return listen(server, options);
};
