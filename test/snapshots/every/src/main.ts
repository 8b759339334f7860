/** Starts the server. Read this file first. */
import { serve } from './http/serve.js';
import * as toolset from './mcp/tools/index.js';
import { start } from './start.js';

await start({ serve, toolset });
