/**
 * The whole server, carried by `node:http` whatever the framework is: for tests of what happens
 * behind the socket.
 */
import { carriedBy, type OpenLiveServer } from './carried-server.js';
import { servePlainly } from './serve-plainly.js';

export type { LiveServer } from './carried-server.js';
export { servePlainly };

/** Starts one as `openLiveServer` of `server.ts` does. */
export const openLiveServer: OpenLiveServer = carriedBy(servePlainly);
