/** The whole server, carried by `node:http`: for tests of what happens behind the socket. */
import { carriedBy, type OpenLiveServer } from './carried-server.js';
import { servePlainly } from './serve-plainly.js';

export type { LiveServer } from './carried-server.js';
export { servePlainly };

export const openLiveServer: OpenLiveServer = carriedBy(servePlainly);
