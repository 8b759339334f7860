/** Clients of the tools without HTTP. */
import { Client } from '@modelcontextprotocol/client';
import { InMemoryTransport } from '@modelcontextprotocol/server';
import { createMcpServer } from '../../src/mcp/server.js';
import type { Toolset } from '../../src/mcp/tool.js';
import * as projectToolset from '../../src/mcp/tools/index.js';
import type { Principal } from '../../src/principal.js';
import { scopes } from '../../src/scopes.js';
import { openTestStore } from '../store/open-test-store.js';

export interface Toolbox {
  /** With every scope unless some are named. */
  as: (name: string, granted?: readonly string[]) => Promise<Client>;
  /** What no client was told. */
  errors: unknown[];
  close: () => Promise<void>;
}

/** Close it after the test. */
export async function openToolbox(toolset: Toolset = projectToolset): Promise<Toolbox> {
  let now = Date.UTC(2030, 0, 1);
  const opened = await openTestStore({ clock: () => now });
  const errors: unknown[] = [];
  const clients: Client[] = [];
  return {
    errors,
    async as(name, granted = scopes.map((scope) => scope.name)) {
      const principal: Principal = {
        kind: 'user',
        subject: `user_${name}`,
        name,
        clientId: 'client_test',
        scopes: granted,
        resource: 'https://mcp.example.com/mcp',
      };
      const server = createMcpServer(
        {
          toolset,
          store: opened.store,
          // A second later at every look.
          clock: () => (now += 1000),
          onInsufficientScope: () => undefined,
          onError: (error) => errors.push(error),
        },
        principal,
      );
      const client = new Client({ name: 'test', version: '1' });
      const [here, there] = InMemoryTransport.createLinkedPair();
      await Promise.all([server.connect(there), client.connect(here)]);
      clients.push(client);
      return client;
    },
    async close() {
      await Promise.all(clients.map((client) => client.close()));
      await opened.close();
    },
  };
}
