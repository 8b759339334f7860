// Several requests on one connection, and connections that end in the middle.
import type { Exchange } from '../exchange.js';
import { form, request } from './request.js';

const health = request({ target: '/healthz' });
const unread = form('/nowhere', { a: 'b'.repeat(1000) });

export const onOneConnection: readonly Exchange[] = [
  {
    name: 'three requests at once',
    send: health + request({ target: '/jwks' }) + request({ target: '/nowhere' }),
    answers: 3,
  },
  {
    name: 'a slow answer, and two quick ones behind it',
    send: form('/token', { grant_type: 'refresh_token' }) + health + health,
    answers: 3,
  },
  {
    name: 'one request after the other',
    send: [health, { after: /ok/, send: health }],
    answers: 2,
  },
  { name: 'a request behind a body that nobody reads', send: unread + health, answers: 2 },
  {
    name: 'a request behind a body that no GET should have',
    send: request({ target: '/jwks', body: 'hello' }) + health,
    answers: 2,
  },
  {
    name: 'a request behind HEAD',
    send: request({ method: 'HEAD', target: '/jwks' }) + health,
    answers: 2,
  },
  {
    name: 'a request behind a preflight',
    send: request({ method: 'OPTIONS', target: '/token' }) + health,
    answers: 2,
  },
  { name: 'nonsense behind a request', send: `${health}\r\nnonsense\r\n\r\n`, answers: 2 },
  {
    name: 'a request behind one that closes',
    send: request({ target: '/jwks', headers: { Connection: 'close' } }) + health,
    answers: 2,
  },
  {
    name: 'a request in single bytes',
    send: request({ target: '/healthz', headers: { Connection: 'close' } }).split(''),
  },
  { name: 'blank lines before a request', send: `\r\n\r\n${health}` },
  {
    name: 'a request smuggled behind two framings',
    send: `${request({
      method: 'POST',
      target: '/token',
      headers: { 'Content-Length': '6', 'Transfer-Encoding': 'chunked' },
      body: '0\r\n\r\nG',
    })}ET /admin HTTP/1.1\r\nHost: mcp.example\r\n\r\n`,
    answers: 2,
  },
];
