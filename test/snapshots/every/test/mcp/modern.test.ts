/** The endpoint as clients of the revision 2026-07-28 use it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mostBytes } from '../../src/mcp/server.js';
import { baselineScope } from '../../src/scopes.js';
import { mintToken } from '../live/mint-token.js';
import { type LiveServer, openLiveServer } from '../live/server.js';
import { modern, modernMeta, modernRevision, post, type Wire } from './wire.js';

let live: LiveServer;
let wire: Wire;

beforeAll(async () => {
  live = await openLiveServer();
  wire = {
    url: live.mcpUrl,
    token: await mintToken(live, { name: 'ada', scopes: [baselineScope] }),
  };
});
afterAll(() => live.close());

const meta = (changes: Record<string, unknown>): object => {
  const changed = Object.entries({ ...modernMeta, ...changes });
  return Object.fromEntries(changed.filter(([, value]) => value !== undefined));
};

describe('a request of 2026-07-28', () => {
  it('is answered in JSON or as an event stream [HTTP-1, HTTP-6]', async () => {
    const answer = await modern(wire, 'tools/list');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^(application\/json|text\/event-stream)/);
    expect(answer.message.result.tools.length).toBeGreaterThan(0);
  });

  it('may have a slash at the end of its path [HTTP-1] [R3]', async () => {
    const answer = await modern({ ...wire, url: `${wire.url}/` }, 'tools/list');
    expect(answer.status).toBe(200);
  });

  it('is refused when its body is a batch or a response [HTTP-4]', async () => {
    const request = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: { _meta: modernMeta } };
    const headers = { 'mcp-protocol-version': modernRevision, 'mcp-method': 'tools/list' };
    expect((await post(wire, [request], headers)).status).toBe(400);
    const response = { jsonrpc: '2.0', id: 1, result: {} };
    expect((await post(wire, response, headers)).status).toBe(400);
  });

  it('gets 202 if it is a notification [HTTP-5]', async () => {
    const method = 'notifications/cancelled';
    const body = { jsonrpc: '2.0', method, params: { requestId: 9, _meta: modernMeta } };
    const headers = { 'mcp-protocol-version': modernRevision, 'mcp-method': method };
    const answer = await post(wire, body, headers);
    expect(answer.status).toBe(202);
    expect(answer.message).toBeUndefined();
  });

  it('is refused without its version header, or if it differs from the body [HTTP-7]', async () => {
    for (const version of [undefined, '2025-11-25']) {
      const headers = { 'mcp-protocol-version': version };
      const answer = await modern(wire, 'tools/list', {}, { headers });
      expect(answer.status).toBe(400);
      expect(answer.message.error.code).toBe(-32020);
    }
  });

  it('is told the supported versions when it asks for another one [HTTP-8]', async () => {
    const version = '2099-01-01';
    const headers = { 'mcp-protocol-version': version };
    const other = meta({ 'io.modelcontextprotocol/protocolVersion': version });
    const answer = await modern(wire, 'tools/list', {}, { headers, meta: other });
    expect(answer.status).toBe(400);
    expect(answer.message.error.code).toBe(-32022);
    expect(answer.message.error.data).toEqual({
      supported: expect.arrayContaining([modernRevision]),
      requested: version,
    });
  });

  it('gets 404 and -32601 for an unknown method [HTTP-9]', async () => {
    const answer = await modern(wire, 'foo/bar');
    expect(answer.status).toBe(404);
    expect(answer.message.error.code).toBe(-32601);
  });

  it.each([
    ['no Mcp-Method', { 'mcp-method': undefined }],
    ['another Mcp-Method', { 'mcp-method': 'tools/list' }],
    ['no Mcp-Name', { 'mcp-name': undefined }],
    ['another Mcp-Name', { 'mcp-name': 'change' }],
  ])('is refused with %s [HTTP-10]', async (_, headers) => {
    const answer = await modern(wire, 'tools/call', { name: 'who', arguments: {} }, { headers });
    expect(answer.status).toBe(400);
    expect(answer.message.error.code).toBe(-32020);
  });

  it('compares header values by case and decodes them first [HTTP-11]', async () => {
    const call = (name: string) =>
      modern(wire, 'tools/call', { name: 'who', arguments: {} }, { headers: { 'mcp-name': name } });
    const encoded = `=?base64?${Buffer.from('who').toString('base64')}?=`;
    expect((await call(encoded)).status).toBe(200);
    expect((await call('Whoami')).status).toBe(400);
    expect((await call('=?base64?%%%?=')).status).toBe(400);
  });

  it.each([
    'io.modelcontextprotocol/clientCapabilities',
    'io.modelcontextprotocol/protocolVersion',
  ])('is refused without %s in its _meta [HTTP-13]', async (key) => {
    const answer = await modern(wire, 'tools/list', {}, { meta: meta({ [key]: undefined }) });
    expect(answer.status).toBe(400);
    expect(answer.message.error.code).toBe(-32602);
  });

  it('is told the result type and the server [HTTP-14]', async () => {
    const { message } = await modern(wire, 'tools/call', { name: 'who', arguments: {} });
    expect(message.result.resultType).toBe('complete');
    expect(message.result._meta['io.modelcontextprotocol/serverInfo'].version).toBeTypeOf('string');
  });

  it('ignores session and event ids, and mints none [HTTP-15]', async () => {
    const headers = { 'mcp-session-id': 'of-somebody-else', 'last-event-id': '7' };
    const answer = await modern(wire, 'tools/list', {}, { headers });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('mcp-session-id')).toBeNull();
  });

  it('discovers versions, capabilities and cache hints [HTTP-20, HTTP-21]', async () => {
    const { message } = await modern(wire, 'server/discover');
    expect(message.result.supportedVersions).toContain(modernRevision);
    expect(message.result.capabilities.tools).toBeDefined();
    expect(message.result.ttlMs).toBeGreaterThanOrEqual(0);
    expect(message.result.cacheScope).toBe('private');
  });

  it('gets lists that are private to the caller [HTTP-21, HTTP-22]', async () => {
    const { message } = await modern(wire, 'tools/list');
    expect(message.result.ttlMs).toBeGreaterThanOrEqual(0);
    expect(message.result.cacheScope).toBe('private');
  });

  it('lists tools in the same order every time [HTTP-23]', async () => {
    const lists = await Promise.all([1, 2, 3].map(() => modern(wire, 'tools/list')));
    const [first, ...others] = lists.map(({ message }) => message.result.tools);
    expect(others).toEqual([first, first]);
  });

  it('is refused if it is too large, and the next one is served [SEC-3]', async () => {
    const text = 'x'.repeat(mostBytes);
    for (let round = 0; round < 3; round += 1) {
      const large = await modern(wire, 'tools/call', { name: 'who', arguments: { text } });
      expect(large.status).toBe(413);
      const next = await Promise.all([1, 2, 3].map(() => modern(wire, 'tools/list')));
      expect(next.map(({ status }) => status)).toEqual([200, 200, 200]);
    }
  });

  it('is refused if it is too large and does not say so [SEC-3]', async () => {
    const chunk = new TextEncoder().encode('x'.repeat(64 * 1024));
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        if (sent > 2 * mostBytes) return controller.close();
        sent += chunk.byteLength;
        controller.enqueue(chunk);
      },
    });
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${wire.token}` };
    const init = { method: 'POST', headers, body, duplex: 'half' } as const;
    expect((await fetch(wire.url, init)).status).toBe(413);
    expect((await modern(wire, 'tools/list')).status).toBe(200);
  });

  it('gets 415 if it is not JSON, and 400 if it is broken JSON [HTTP-4]', async () => {
    const headers = { 'mcp-protocol-version': modernRevision, 'mcp-method': 'tools/list' };
    expect((await post(wire, '{}', { ...headers, 'content-type': 'text/plain' })).status).toBe(415);
    expect((await post(wire, '{"jsonrpc":', headers)).status).toBe(400);
  });
});
