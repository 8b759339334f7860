/** Arguments that a tool wants in a header, for gateways. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createMcpEndpoint, type McpEndpoint } from '../../src/mcp/server.js';
import { defineTool } from '../../src/mcp/tool.js';
import type { Store } from '../../src/store/contract.js';
import { modernMeta, modernRevision, principal } from './wire.js';

const deploy = defineTool({
  name: 'deploy',
  title: 'Deploy',
  description: 'Exists in tests only.',
  scopes: [],
  hints: { readOnlyHint: false, destructiveHint: false, openWorldHint: false },
  input: z.object({ region: z.string().optional().meta({ 'x-mcp-header': 'Region' }) }),
  output: z.object({ region: z.string() }),
  run: async ({ region = 'none' }) => ({ region }),
});

let endpoint: McpEndpoint;

beforeAll(() => {
  endpoint = createMcpEndpoint({
    toolset: { tools: [deploy], version: '1.2.3', instructions: 'Samples.' },
    // The tool keeps nothing.
    store: {} as Store,
    clock: () => 0,
    onInsufficientScope: () => undefined,
    onError: (error) => {
      throw error;
    },
    onProtocolError: () => undefined,
    toolChallenge: 'auto',
  });
});
afterAll(() => endpoint.close());

async function call(region: string | undefined, header: string | undefined) {
  const headers = new Headers({
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    'mcp-protocol-version': modernRevision,
    'mcp-method': 'tools/call',
    'mcp-name': 'deploy',
  });
  if (header !== undefined) headers.set('mcp-param-region', header);
  const params = { name: 'deploy', arguments: { region }, _meta: modernMeta };
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params });
  const request = new Request('https://mcp.example.com/mcp', { method: 'POST', headers, body });
  const caller = { principal, expiresAt: 0, resourceMetadataUrl: '' };
  const response = await endpoint.answer(request, caller);
  return { status: response.status, text: await response.text() };
}

describe('an argument that a header repeats', () => {
  it('arrives when both agree, plain or encoded, or are missing [HTTP-12]', async () => {
    const encoded = `=?base64?${Buffer.from('eu').toString('base64')}?=`;
    for (const header of ['eu', encoded]) {
      const { status, text } = await call('eu', header);
      expect([status, text.includes('"region":"eu"')]).toEqual([200, true]);
    }
    expect((await call(undefined, undefined)).status).toBe(200);
  });

  it.each([
    ['the header is missing', 'eu', undefined],
    ['the header says something else', 'eu', 'us'],
    ['the case differs', 'eu', 'EU'],
  ])('is refused when %s [HTTP-12]', async (_title, region, header) => {
    const { status, text } = await call(region, header);
    expect([status, text.includes('-32020')]).toEqual([400, true]);
  });
});
