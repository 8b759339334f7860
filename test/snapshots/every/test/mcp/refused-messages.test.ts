/** What is logged of refused messages. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mintToken } from '../live/mint-token.js';
import { type LiveServer, openLiveServer } from '../live/plain-server.js';
import { legacy, modern, post, type Wire } from './wire.js';

let live: LiveServer;
let wire: Wire;

beforeAll(async () => {
  live = await openLiveServer();
  wire = { url: live.mcpUrl, token: await mintToken(live, { name: 'ada', scopes: [] }) };
});
afterAll(() => live.close());

const secret = 'between user and tool';
const call = { name: 'who', arguments: { text: secret } };
const json = { 'content-type': 'application/json' };

/** Each quotes what the client sent. */
const refused: [what: string, reason: string, send: () => Promise<{ status: number }>][] = [
  ['a broken body', 'The body is not JSON', () => post(wire, `{"text": "${secret}`, json)],
  [
    'a batch where there are none',
    'has no batches',
    () => post(wire, [call], { 'mcp-protocol-version': '2025-06-18' }),
  ],
  [
    'headers that say something else',
    'name-header-mismatch',
    () => modern(wire, 'tools/call', call, { headers: { 'mcp-name': secret } }),
  ],
  [
    'an unknown revision',
    'Unsupported protocol version',
    () => legacy(wire, 'tools/call', call, '1900-01-01'),
  ],
];

it.each(refused)('%s is logged without its text [RS-16]', async (_, reason, send) => {
  const before = live.logged.length;
  expect((await send()).status).toBe(400);
  const lines = live.logged.slice(before).map((line) => JSON.parse(line));
  const line = lines.find(({ msg }) => msg === 'message refused');
  expect(line).toMatchObject({ level: 'warn', reason: expect.stringContaining(reason) });
  const request = lines.find(({ msg }) => msg === 'request');
  expect(line.requestId).toBe(request.requestId);
  expect(JSON.stringify(lines)).not.toContain(secret);
  expect(JSON.stringify(lines)).not.toContain(wire.token);
});
