/**
 * The whole server, carried by `node:http` whatever the framework is: for tests of what happens
 * behind the socket.
 */
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Serve } from '../../src/http/contract.js';
import { listen } from '../../src/http/listen.js';
import { carriedBy, type OpenLiveServer } from './carried-server.js';

export type { LiveServer } from './carried-server.js';

/** Carries a listener on nothing but `node:http`. */
export const servePlainly: Serve = (listener, options) => {
  const answer = getRequestListener(
    (request, { incoming }) => listener(request, incoming.socket.remoteAddress ?? ''),
    { overrideGlobalObjects: false },
  );
  const server = createServer((request, response) => void answer(request, response));
  return listen(server, options);
};

/** Starts one as `openLiveServer` of `server.ts` does. */
export const openLiveServer: OpenLiveServer = carriedBy(servePlainly);
