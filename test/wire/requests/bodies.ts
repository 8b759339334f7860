// Bodies that parsers like to read first: other types, other framings, too many bytes, too few.
import type { Exchange } from '../exchange.js';
import { form, request } from './request.js';

const urlencoded = 'application/x-www-form-urlencoded';
const grant = 'grant_type=authorization_code&code=x&client_id=y';

/** What is posted to /token: its type, and its text. */
const typed: Readonly<Record<string, readonly [type: string, body: string]>> = {
  'a form': [urlencoded, grant],
  'a form in another charset': [`${urlencoded}; charset=utf-16`, grant],
  'a form with an upper-case type': [urlencoded.toUpperCase(), grant],
  'a form with nested names': [urlencoded, 'grant_type[a]=x&grant_type[b]=y'],
  'a form with a field twice': [urlencoded, 'grant_type=refresh_token&grant_type=x'],
  'a form that is badly encoded': [urlencoded, 'grant_type=%zz&code=%'],
  'a form of 1500 fields': [urlencoded, 'a=b&'.repeat(1500)],
  'an empty form': [urlencoded, ''],
  'a form of 70000 bytes': [urlencoded, `grant_type=${'x'.repeat(70_000)}`],
  JSON: ['application/json', '{"grant_type":"authorization_code"}'],
  'broken JSON': ['application/json', '{"grant_type"'],
  'JSON with a prototype': ['application/json', '{"__proto__":{"x":1},"constructor":{}}'],
  'plain text': ['text/plain', grant],
  'a multipart form': ['multipart/form-data; boundary=b', '--b--\r\n'],
  'a type that is none': ['///', grant],
  'a type of another kind': ['image/png', '\x89PNG'],
};

const chunked = { 'Content-Type': urlencoded, 'Transfer-Encoding': 'chunked' };
const toToken = (headers: Readonly<Record<string, string>>, body: string): string =>
  request({ method: 'POST', target: '/token', headers, body });
const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;

const framed: Readonly<Record<string, Exchange['send']>> = {
  'no type and no body': request({ method: 'POST', target: '/token' }),
  'no type and a body': toToken({}, grant),
  'one chunk': toToken(chunked, `${chunk(grant)}0\r\n\r\n`),
  'many chunks in many packets': [
    toToken(chunked, ''),
    ...grant.split('').map(chunk),
    '0\r\n',
    '\r\n',
  ],
  'chunks with extensions and a trailer': toToken(
    chunked,
    `${grant.length.toString(16)};a=b\r\n${grant}\r\n0\r\nX-Sum: 1\r\n\r\n`,
  ),
  'a chunk of no size': toToken(chunked, 'zz\r\nhello\r\n0\r\n\r\n'),
  'chunks of 70000 bytes': toToken(chunked, `${chunk('x'.repeat(70_000))}0\r\n\r\n`),
  'a body in many packets': request({
    method: 'POST',
    target: '/token',
    headers: { 'Content-Type': urlencoded },
    body: grant,
  }).match(/.{1,9}/gs) as string[],
  'two lengths': toToken({ 'Content-Length': '3\r\nContent-Length: 4' }, 'a=b'),
  'a length and chunks': toToken({ ...chunked, 'Content-Length': '3' }, '0\r\n\r\n'),
  'a negative length': toToken({ 'Content-Length': '-1' }, ''),
  'a length of 20 digits': toToken({ 'Content-Length': '9'.repeat(20) }, 'a=b'),
  'chunks within something else': toToken({ 'Transfer-Encoding': 'gzip, chunked' }, '0\r\n\r\n'),
  'a compressed body': toToken({ 'Content-Type': urlencoded, 'Content-Encoding': 'gzip' }, grant),
  'a body that is announced first': [
    toToken(
      {
        'Content-Type': urlencoded,
        Expect: '100-continue',
        'Content-Length': `${grant.length}`,
      },
      '',
    ),
    { after: /100 Continue/, send: grant },
  ],
  'an expectation that is not met': toToken({ Expect: 'a miracle' }, grant),
};

export const withBodies: readonly Exchange[] = [
  ...Object.entries(typed).map(([what, [type, body]]) => ({
    name: `POST /token with ${what}`,
    send: toToken({ 'Content-Type': type }, body),
  })),
  ...Object.entries(framed).map(([what, send]) => ({ name: `POST /token with ${what}`, send })),
  {
    name: 'POST /register with a client',
    send: request({
      method: 'POST',
      target: '/register',
      headers: { 'Content-Type': 'application/json' },
      body: '{"client_name":"Zoë","redirect_uris":["http://localhost/callback"]}',
    }),
  },
  {
    name: 'POST /register with 200000 bytes',
    send: request({
      method: 'POST',
      target: '/register',
      headers: { 'Content-Type': 'application/json' },
      body: `{"client_name":"${'x'.repeat(200_000)}"}`,
    }),
  },
  { name: 'POST /authorize without anything', send: form('/authorize', {}) },
  { name: 'POST /consent without anything', send: form('/consent', {}) },
  { name: 'POST /logout without anything', send: form('/logout', {}) },
  { name: 'POST /revoke without anything', send: form('/revoke', {}) },
  { name: 'POST /jwks with a body', send: form('/jwks', { a: 'b' }) },
  {
    name: 'GET /jwks with a body',
    send: request({ target: '/jwks', headers: { 'Content-Type': 'application/json' }, body: '{' }),
  },
];
