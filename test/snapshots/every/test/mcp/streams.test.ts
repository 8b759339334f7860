/** What keeps a stream open on its way through proxies. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createMcpEndpoint, type McpEndpoint } from '../../src/mcp/server.js';
import type { Store } from '../../src/store/contract.js';
import { sampleToolset } from '../live/sample-toolset.js';
import { modernMeta, modernRevision, principal } from './wire.js';

let endpoint: McpEndpoint;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  endpoint = createMcpEndpoint({
    toolset: sampleToolset,
    store: {} as Store,
    clock: () => 0,
    onInsufficientScope: () => undefined,
    onError: () => undefined,
    onProtocolError: () => undefined,
    toolChallenge: 'auto',
  });
});
afterEach(async () => {
  await endpoint.close();
  vi.useRealTimers();
});

function ask(method: string, params: object, headers: Record<string, string>): Promise<Response> {
  const request = new Request('https://mcp.example.com/mcp', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...headers,
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 'one', method, params }),
  });
  return endpoint.answer(request, { principal, expiresAt: 0, resourceMetadataUrl: '' });
}

it('a stream says every 15 seconds that it is alive, and asks not to be held back [HTTP-18]', async () => {
  const call = { name: 'wait', arguments: {} };
  const response = await ask('tools/call', call, { 'mcp-protocol-version': '2025-11-25' });
  expect(response.headers.get('x-accel-buffering')).toBe('no');
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  for (const _ of [1, 2]) {
    vi.advanceTimersByTime(15_000);
    // A comment (HTML standard, section 9.2.6), which clients ignore.
    expect((await reader?.read())?.value).toMatch(/^:.*\n\n$/);
  }
  await reader?.cancel();
});

it('a subscription is acknowledged first, and all it is told has its id [HTTP-25]', async () => {
  const params = { notifications: { toolsListChanged: true }, _meta: modernMeta };
  const response = await ask('subscriptions/listen', params, {
    'mcp-protocol-version': modernRevision,
    'mcp-method': 'subscriptions/listen',
  });
  expect(response.headers.get('x-accel-buffering')).toBe('no');
  const lines = (await response.text()).split('\n').filter((line) => line.startsWith('data: '));
  const messages = lines.map((line) => JSON.parse(line.slice('data: '.length)));
  // The tools of a running server never change, so the subscription ends where it begins.
  expect(messages.map(({ method, id }) => method ?? id)).toEqual([
    'notifications/subscriptions/acknowledged',
    'one',
  ]);
  for (const { params: told, result } of messages) {
    expect((told ?? result)._meta['io.modelcontextprotocol/subscriptionId']).toBe('one');
  }
});
