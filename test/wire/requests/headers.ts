// Headers that frameworks act on by themselves, and headers that are wrong.
import type { Exchange } from '../exchange.js';
import { allowedOrigin, request } from './request.js';

const json = 'application/json';
const initialize = '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}';

const hosts = {
  'another name': 'evil.example',
  'a port': 'mcp.example:8443',
  'upper case': 'MCP.EXAMPLE',
  'a final dot': 'mcp.example.',
  'a loopback name': 'localhost:3000',
  'an IPv6 address': '[::1]:3000',
  'half an IPv6 address': '[::1',
  'a user name': 'user@mcp.example',
  'a path': 'mcp.example/evil',
  'a space': 'mcp example',
  'a port out of range': 'mcp.example:99999',
  'no value': '',
};

const ignored: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a method override': { 'X-HTTP-Method-Override': 'DELETE' },
  'forwarding headers': { 'X-Forwarded-For': '1.2.3.4', 'X-Forwarded-Host': 'evil.example' },
  'a version that a router could choose by': { 'Accept-Version': '2.x' },
  'a range': { Range: 'bytes=0-3' },
  'a condition that matches everything': { 'If-None-Match': '*' },
  'a condition on time': { 'If-Modified-Since': 'Wed, 01 Jan 2031 00:00:00 GMT' },
  'encodings that it accepts': { 'Accept-Encoding': 'gzip, br' },
  'an Accept that nothing fits': { Accept: 'image/png' },
  'cookies that are none': { Cookie: '=; ;a=b=c; \xff' },
  'an id of its own': { 'X-Request-Id': 'mine', 'Request-Id': 'mine' },
  'a wish to upgrade to WebSocket': {
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version': '13',
  },
  'a wish to upgrade to HTTP/2': {
    Connection: 'Upgrade, HTTP2-Settings',
    Upgrade: 'h2c',
    'HTTP2-Settings': 'AAMAAABkAAQAAP__',
  },
  'a wish to close': { Connection: 'close' },
  'trailers announced': { TE: 'trailers', Trailer: 'X-Sum' },
};

const lines: Readonly<Record<string, string>> = {
  'two hosts': 'Host: mcp.example\r\nHost: evil.example',
  'a header on two lines': 'Host: mcp.example\r\nX-Folded: a\r\n b',
  'a header without a colon': 'Host: mcp.example\r\nNoColon',
  'a space before the colon': 'Host: mcp.example\r\nX-Space : a',
  'a zero byte in a header': 'Host: mcp.example\r\nX-Zero: \0',
  'a header of 20000 characters': `Host: mcp.example\r\nX-Long: ${'h'.repeat(20_000)}`,
  '3000 headers': `Host: mcp.example\r\n${'X: x\r\n'.repeat(2999)}X: x`,
  'an authorization twice':
    'Host: mcp.example\r\nAuthorization: Bearer a\r\nAuthorization: Basic b',
  'no host': 'X: x',
};

export const withHeaders: readonly Exchange[] = [
  ...Object.entries(hosts).map(([what, host]) => ({
    name: `POST /mcp with ${what} as its host`,
    send: request({
      method: 'POST',
      target: '/mcp',
      headers: { host, 'Content-Type': json },
      body: initialize,
    }),
  })),
  ...[allowedOrigin, 'https://evil.example', 'null', 'no origin'].map((origin) => ({
    name: `POST /mcp from the origin ${origin}`,
    send: request({
      method: 'POST',
      target: '/mcp',
      headers: { Origin: origin, 'Content-Type': json },
      body: initialize,
    }),
  })),
  ...Object.entries(ignored).map(([what, headers]) => ({
    name: `GET /jwks with ${what}`,
    send: request({ target: '/jwks', headers }),
  })),
  ...Object.entries(ignored).map(([what, headers]) => ({
    name: `POST /mcp with ${what}`,
    send: request({
      method: 'POST',
      target: '/mcp',
      headers: { 'Content-Type': json, ...headers },
      body: initialize,
    }),
  })),
  ...Object.entries(lines).map(([what, text]) => ({
    name: `GET /healthz with ${what}`,
    send: `GET /healthz HTTP/1.1\r\n${text}\r\n\r\n`,
  })),
  ...['1.0', '0.9', '2.0', '9.9', ''].map((version) => ({
    name: `GET /healthz as HTTP/${version}`,
    send: `GET /healthz HTTP/${version}\r\nHost: mcp.example\r\n\r\n`,
  })),
  {
    name: 'GET /healthz as HTTP/1.0, to be kept alive',
    send: 'GET /healthz HTTP/1.0\r\nHost: mcp.example\r\nConnection: keep-alive\r\n\r\n',
  },
  { name: 'GET /healthz as HTTP/1.0 without a host', send: 'GET /healthz HTTP/1.0\r\n\r\n' },
  { name: 'the greeting of HTTP/2', send: 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n' },
  { name: 'the greeting of TLS', send: '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n' },
];
