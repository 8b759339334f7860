/** Nothing travels that nobody asked for. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mintToken } from '../live/mint-token.js';
import { type LiveServer, openLiveServer } from '../live/plain-server.js';
import { modern, modernMeta, modernRevision, type Wire } from './wire.js';

let live: LiveServer;
let wire: Wire;

beforeAll(async () => {
  live = await openLiveServer();
  wire = { url: live.mcpUrl, token: await mintToken(live, { name: 'ada', scopes: [] }) };
});
afterAll(() => live.close());

interface Message {
  id?: number;
  method?: string;
  error?: { code: number };
}

/** Every message of an answer. */
async function messagesOf(method: string, params: object, era: string): Promise<Message[]> {
  const isModern = era === 'modern';
  const name = 'name' in params ? { 'mcp-name': String(params.name) } : {};
  const meta = isModern ? { _meta: modernMeta } : {};
  const response = await fetch(wire.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      authorization: `Bearer ${wire.token}`,
      'mcp-protocol-version': isModern ? modernRevision : '2025-11-25',
      ...(isModern && { 'mcp-method': method, ...name }),
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { ...params, ...meta } }),
  });
  const text = await response.text();
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) {
    return [JSON.parse(text)];
  }
  const data = text.split('\n').filter((line) => line.startsWith('data: {'));
  return data.map((line) => JSON.parse(line.slice('data: '.length)));
}

const calls: [what: string, method: string, params: object][] = [
  ['a call that succeeds', 'tools/call', { name: 'who', arguments: {} }],
  ['a call that fails', 'tools/call', { name: 'refuse', arguments: {} }],
  ['a call that fails inside', 'tools/call', { name: 'crash', arguments: {} }],
  ['a call of an unknown tool', 'tools/call', { name: 'nothing', arguments: {} }],
  ['a resource, of which there are none', 'resources/read', { uri: 'file:///nothing' }],
  ['a list', 'tools/list', {}],
];

describe.each(['modern', 'legacy'])('in the %s era the answer to', (era) => {
  it.each(calls)(
    '%s is one response: no request, no log message, no withdrawn code [HTTP-19, HTTP-26]',
    async (_what, method, params) => {
      const messages = await messagesOf(method, params, era);
      expect(messages).toHaveLength(1);
      expect(messages[0]?.id).toBe(1);
      expect(messages[0]).not.toHaveProperty('method');
      expect([-32002, -32042]).not.toContain(messages[0]?.error?.code);
    },
  );
});

it('a call hands out no state, and takes none from a client [HTTP-24]', async () => {
  const call = { name: 'who', arguments: {} };
  const plain = await modern(wire, 'tools/call', call);
  expect(plain.message.result).not.toHaveProperty('requestState');
  const forged = { requestState: 'subject=user_eve', inputResponses: {} };
  const brought = await modern(wire, 'tools/call', { ...call, ...forged });
  expect(brought.status).toBe(200);
  expect(brought.message.result.structuredContent).toEqual(plain.message.result.structuredContent);
});
