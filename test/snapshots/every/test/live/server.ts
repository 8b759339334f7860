/** The whole server on a real socket and a real store, with a clock that the test holds. */
import { serve } from '../../src/http/serve.js';
import { carriedBy, type OpenLiveServer } from './carried-server.js';

export type { LiveServer } from './carried-server.js';

/** Starts one as it is, with the framework that carries it. */
export const openLiveServer: OpenLiveServer = carriedBy(serve);
