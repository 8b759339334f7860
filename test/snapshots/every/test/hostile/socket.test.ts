/** What is no proper HTTP, over a socket. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mintTokens } from '../live/mint-token.js';
import { type LiveServer, openLiveServer } from '../live/server.js';
import { type Ending, sendBytes, statusesIn } from './raw-connection.js';
import { seed } from './values.js';

let live: LiveServer;
let port: number;
let secrets: string[];

beforeAll(async () => {
  live = await openLiveServer();
  port = Number(new URL(live.running.localUrl).port);
  const { access, refresh } = await mintTokens(live, { name: 'ada', scopes: [] });
  secrets = [access, refresh, ...live.config.secretKeys];
});
afterAll(() => live.close());

async function expectUnharmed(answer: string): Promise<void> {
  expect(statusesIn(answer).filter((status) => status >= 500)).toEqual([]);
  const logged = live.logged.splice(0).join('');
  expect(logged).not.toContain('"level":"error"');
  for (const secret of secrets) {
    expect(answer).not.toContain(secret);
    expect(logged).not.toContain(secret);
  }
  const health = await fetch(`${live.running.localUrl}/healthz`);
  expect([health.status, await health.text()]).toEqual([200, '{"status":"ok"}']);
}

const methods = ['GET', 'POST', 'HEAD', 'TRACE', 'TRACK', 'CONNECT', 'PRI', 'G\0T', 'get', ''];
const targets = [
  '/mcp',
  '/token',
  '/register',
  '/authorize?client_id=%',
  '*',
  '',
  '//',
  '///evil.example/mcp',
  'http://evil.example/mcp',
  'https://[::1/mcp',
  'mcp',
  '/\xff\xfe',
  '/%',
  '/a b',
  '/mcp#fragment',
  '/../../etc/passwd',
  `/${'a'.repeat(20_000)}`,
];
const versions = ['HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/9.9', 'HTTP/2.0', '', 'RTSP/1.0'];
const headers = [
  'Host: localhost',
  'Host: localhost\r\nHost: evil.example',
  'Host: evil.example:99999',
  'Host: a b',
  'Host: user@localhost',
  'Host: [::1',
  'Host:',
  'Content-Length: -1',
  'Content-Length: 5\r\nContent-Length: 6',
  'Content-Length: 99999999999999999999',
  'Content-Length: 0x10',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: chunked\r\nContent-Length: 3',
  'Transfer-Encoding: identity, chunked',
  'Expect: 100-continue',
  'Expect: a miracle',
  'Upgrade: websocket\r\nConnection: upgrade',
  'Connection: close',
  'Content-Type: application/x-www-form-urlencoded',
  'Content-Type: application/json',
  'Authorization: Bearer \xff',
  'Cookie: \xff\x01',
  ' folded: header',
  'No colon',
  'Bad\0name: x',
  `X-Long: ${'h'.repeat(20_000)}`,
  Array.from({ length: 3000 }, (_, n) => `X-${n}: x`).join('\r\n'),
];
const bodies = ['', 'a=b', '{}', '5\r\nhello\r\n0\r\n\r\n', 'zz\r\n', 'ffffffffffffffff\r\n', '\0'];

const message = fc
  .record({
    start: fc.tuple(...[methods, targets, versions].map((it) => fc.constantFrom(...it))),
    headers: fc.array(fc.constantFrom(...headers), { maxLength: 4 }),
    isHost: fc.boolean(),
    body: fc.constantFrom(...bodies),
    end: fc.constantFrom('\r\n', '\r\n', '\n', '\r'),
    isCut: fc.integer({ min: 0, max: 9 }),
  })
  .map((it) => {
    const lines = [it.start.join(' '), ...(it.isHost ? ['Host: localhost'] : []), ...it.headers];
    const text = `${lines.join(it.end)}${it.end}${it.end}${it.body}`;
    return it.isCut === 0 ? text.slice(0, Math.floor(text.length / 2)) : text;
  });

describe(`bytes on a socket (seed ${seed})`, () => {
  it('that are like HTTP do no harm [SEC-3, RS-6, RS-16]', async () => {
    const endings = fc.constantFrom<Ending[]>('listen', 'listen', 'listen', 'hang up', 'reset');
    const property = fc.asyncProperty(message, endings, async (text, ending) => {
      await expectUnharmed(await sendBytes(port, [text], ending));
    });
    await fc.assert(property, { seed, numRuns: 400 });
  });

  it('that are no HTTP at all are refused [SEC-3]', async () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 200 });
    const property = fc.asyncProperty(bytes, async (sent) => {
      const answer = await sendBytes(port, [sent, '\r\n\r\n']);
      expect(answer).toMatch(/^(HTTP\/1\.1 400 |$)/);
      await expectUnharmed(answer);
    });
    await fc.assert(property, { seed, numRuns: 100 });
  });

  it.each<[path: string, type: string, part: string]>([
    ['/token', 'application/x-www-form-urlencoded', 'grant_type=authorization_code&'],
    ['/register', 'application/json', '{"redirect_uris":'],
    ['/authorize', 'application/x-www-form-urlencoded', 'client_id='],
    ['/mcp', 'application/json', '{"jsonrpc":'],
  ])('to %s that stop in the middle do no harm [SEC-3]', async (path, type, part) => {
    const head = [
      `POST ${path} HTTP/1.1`,
      'Host: localhost',
      `Content-Type: ${type}`,
      'Accept: application/json, text/event-stream',
      `Authorization: Bearer ${secrets[0]}`,
      'Content-Length: 5000',
      '',
      '',
    ].join('\r\n');
    for (const ending of ['listen', 'hang up', 'reset'] as const) {
      await expectUnharmed(await sendBytes(port, [head, part, part, part], ending));
    }
  });

  it('after a request have their own answer [SEC-3]', async () => {
    const answer = await sendBytes(port, [
      'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n',
      'POST /token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\na=b',
    ]);
    expect(statusesIn(answer)).toEqual([200, 400]);
    await expectUnharmed(answer);
  });

  it('in many small pieces are one request [SEC-3]', async () => {
    const text =
      'POST /token HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n' +
      'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 20\r\n\r\ngrant_type=password&';
    const answer = await sendBytes(port, text.match(/.{1,7}/gs) ?? []);
    expect(answer).toContain('"error":"unsupported_grant_type"');
    await expectUnharmed(answer);
  });
});
