/** The endpoint as clients of 2025-11-25 and earlier use it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeScope } from '../../src/scopes.js';
import { mintToken } from '../live/mint-token.js';
import { type LiveServer, openLiveServer } from '../live/server.js';
import { initialize, legacy, post, type Wire } from './wire.js';

let live: LiveServer;
let wire: Wire;

beforeAll(async () => {
  live = await openLiveServer();
  wire = { url: live.mcpUrl, token: await mintToken(live, { name: 'ada', scopes: [] }) };
});
afterAll(() => live.close());

describe('a client of an earlier revision', () => {
  it.each(['2025-11-25', '2025-06-18', '2025-03-26'])(
    'connects in %s and calls a tool [HTTPL-1]',
    async (revision) => {
      const opened = await initialize(wire, revision);
      expect(opened.status).toBe(200);
      expect(opened.message.result.protocolVersion).toBe(revision);
      const call = { name: 'who', arguments: {} };
      const called = await legacy(wire, 'tools/call', call, revision);
      expect(called.message.result.structuredContent.name).toBe('ada');
    },
  );

  it('is offered a supported revision for an unknown one [HTTPL-1]', async () => {
    const { message } = await initialize(wire, '1900-01-01');
    expect(message.result.protocolVersion).toBe('2025-11-25');
  });

  it('is refused with an unknown version, and served without one [HTTPL-3]', async () => {
    expect((await legacy(wire, 'tools/list', {}, '1900-01-01')).status).toBe(400);
    const answer = await post(wire, { jsonrpc: '2.0', id: 1, method: 'tools/list' });
    expect(answer.status).toBe(200);
    expect(answer.message.result.tools.length).toBeGreaterThan(0);
  });

  it('is answered in a stream that no proxy holds back [HTTP-18]', async () => {
    const answer = await legacy(wire, 'tools/list');
    expect(answer.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(answer.headers.get('x-accel-buffering')).toBe('no');
  });

  it('gets no session id [HTTPL-4]', async () => {
    const opened = await initialize(wire, '2025-11-25');
    expect(opened.headers.get('mcp-session-id')).toBeNull();
  });

  it('gets 202 for notifications and responses [HTTPL-5]', async () => {
    const notification = { jsonrpc: '2.0', method: 'notifications/initialized' };
    const response = { jsonrpc: '2.0', id: 7, result: {} };
    for (const body of [notification, response]) {
      const answer = await post(wire, body, { 'mcp-protocol-version': '2025-11-25' });
      expect(answer.status).toBe(202);
      expect(answer.message).toBeUndefined();
    }
  });

  it.each([undefined, '2025-03-26'])(
    'may send a batch under the version header %s [HTTPL-6]',
    async (revision) => {
      const batch = [1, 2].map((id) => ({ jsonrpc: '2.0', id, method: 'ping' }));
      const answer = await post(wire, batch, { 'mcp-protocol-version': revision });
      expect(answer.status).toBe(200);
      expect(answer.message.result).toEqual({});
    },
  );

  it.each(['2025-06-18', '2025-11-25', '2026-07-28', '1900-01-01'])(
    'is refused a batch under the version header %s [HTTPL-6]',
    async (revision) => {
      const call = { name: 'change', arguments: {} };
      const token = await mintToken(live, { name: 'eve', scopes: [changeScope] });
      const batch = [{ jsonrpc: '2.0', id: 1, method: 'tools/call', params: call }];
      const headers = { 'mcp-protocol-version': revision };
      const answer = await post({ ...wire, token }, batch, headers);
      expect(answer.status).toBe(400);
      expect(answer.message).toMatchObject({ jsonrpc: '2.0', id: null, error: { code: -32600 } });
      expect(await live.store.find('note', { userId: 'user_eve' })).toEqual([]);
    },
  );

  it('needs the scope of each call in a batch [RS-10]', async () => {
    const list = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
    const call = {
      jsonrpc: '2.0',
      id: 2,
      method: 'tools/call',
      params: { name: 'change', arguments: {} },
    };
    const headers = { 'mcp-protocol-version': '2025-03-26' };
    expect((await post(wire, [list], headers)).status).toBe(200);
    expect((await post(wire, [list, call], headers)).status).toBe(403);
  });
});
