/** What clients must be able to do for a tool. */
import { createMcpHandler, inputRequired } from '@modelcontextprotocol/server';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createMcpServer } from '../../src/mcp/server.js';
import type { Store } from '../../src/store/contract.js';
import { sampleToolset } from '../live/sample-toolset.js';
import { modernMeta, modernRevision } from './wire.js';

function serverThatAsks() {
  const server = createMcpServer(
    {
      toolset: sampleToolset,
      store: {} as Store,
      clock: () => 0,
      onInsufficientScope: () => undefined,
      onError: () => undefined,
    },
    undefined,
  );
  const requestedSchema = z.object({ sure: z.boolean() });
  server.registerTool('ask', { inputSchema: z.object({}) }, async () =>
    inputRequired({
      inputRequests: { sure: inputRequired.elicit({ message: 'Sure?', requestedSchema }) },
    }),
  );
  return server;
}

async function call(capabilities: object) {
  const handler = createMcpHandler(serverThatAsks);
  const _meta = { ...modernMeta, 'io.modelcontextprotocol/clientCapabilities': capabilities };
  const params = { name: 'ask', arguments: {}, _meta };
  const response = await handler.fetch(
    new Request('https://mcp.example.com/mcp', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'mcp-protocol-version': modernRevision,
        'mcp-method': 'tools/call',
        'mcp-name': 'ask',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }),
    }),
  );
  return { status: response.status, message: await response.json() };
}

describe('a call of a tool that asks the user', () => {
  it('is refused with what is missing if the client cannot ask [HTTP-13]', async () => {
    const { status, message } = await call({});
    expect(status).toBe(400);
    expect(message.error.code).toBe(-32021);
    expect(message.error.data.requiredCapabilities).toHaveProperty('elicitation');
  });

  it('is answered with the question if it can [HTTP-13]', async () => {
    const { status, message } = await call({ elicitation: {} });
    expect(status).toBe(200);
    expect(message.result.resultType).toBe('input_required');
  });
});
