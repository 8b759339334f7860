/** `src/main.ts`, carried by `node:http`. */
import * as toolset from '../../src/mcp/tools/index.js';
import { start } from '../../src/start.js';
import { servePlainly } from './serve-plainly.js';

await start({ serve: servePlainly, toolset });
