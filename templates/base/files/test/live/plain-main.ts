/** `src/main.ts`, carried by `node:http`: for tests of several processes, and of those that die. */
import * as toolset from '../../src/mcp/tools/index.js';
import { start } from '../../src/start.js';
import { servePlainly } from './serve-plainly.js';

await start({ serve: servePlainly, toolset });
