/** The whole server, with its framework. */
import { serve } from '../../src/http/serve.js';
import { carriedBy, type OpenLiveServer } from './carried-server.js';

export type { LiveServer } from './carried-server.js';

export const openLiveServer: OpenLiveServer = carriedBy(serve);
