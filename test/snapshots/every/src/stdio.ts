/** The same tools over stdio, for a client that starts this program itself. Identity: MCP_USER. */
import { userInfo } from 'node:os';
import { fileURLToPath } from 'node:url';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { ConfigError, loadEnvironment, readConfig } from './config.js';
import { createLogger, reportMessagesTo } from './log.js';
import { createMcpServer } from './mcp/server.js';
import * as toolset from './mcp/tools/index.js';
import type { Principal } from './principal.js';
import { scopes } from './scopes.js';
import { StoreUnavailable, StoreUnfit } from './store/contract.js';
import { openStore } from './store/index.js';

try {
  await start();
} catch (error) {
  const kinds = [ConfigError, StoreUnavailable, StoreUnfit];
  const expected = kinds.some((kind) => error instanceof kind);
  console.error(expected ? (error as Error).message : error);
  process.exitCode = 1;
}

async function start(): Promise<void> {
  // Clients start this from anywhere; `.env` and relative paths belong to the project.
  process.chdir(fileURLToPath(new URL('..', import.meta.url)));
  loadEnvironment();
  const config = readConfig(process.env);
  // Standard output carries protocol only.
  const log = createLogger(config, process.stderr);
  const { databaseUrl: url, production } = config;
  const store = await openStore({ url, clock: Date.now, production });

  const name = config.stdioUser ?? userInfo().username;
  const principal: Principal = {
    kind: 'user',
    // Whoever starts the process is no account of the server, so the ids never meet.
    subject: `local_${name}`,
    name,
    clientId: 'stdio',
    scopes: scopes.map((scope) => scope.name),
    resource: 'stdio',
  };
  serveStdio(
    () =>
      createMcpServer(
        {
          toolset,
          store,
          clock: Date.now,
          onInsufficientScope: () => undefined,
          onError: (error, tool) => log.error({ err: error, tool: tool.name }, 'tool failed'),
        },
        principal,
      ),
    { onerror: reportMessagesTo(log) },
  );
  // The client ends the connection by closing standard input or by a signal.
  process.stdin.once('close', () => void store.close());
}
