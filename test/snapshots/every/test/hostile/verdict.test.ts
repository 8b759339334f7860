/** The verdict finds what is wrong. */
import { expect, it } from 'vitest';
import { issuer } from '../oauth/world.js';
import { everyForm, wrongs } from './verdict.js';

// In a URL it looks otherwise.
const secret = 'a planted/value';

function judged(path: string, body: string | null, init: ResponseInit, logged = '') {
  const headers = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' };
  const response = new Response(body, { ...init, headers: { ...headers, ...init.headers } });
  return wrongs(new Request(issuer + path), response, logged, everyForm([secret]));
}

const json = { 'content-type': 'application/json' };
const html = { 'content-type': 'text/html' };

it('nothing is said of a proper answer', async () => {
  expect(
    await judged('/token', '{"error":"invalid_grant"}', { status: 400, headers: json }),
  ).toEqual([]);
});

it.each<[complaint: string, path: string, body: string | null, init: ResponseInit]>([
  ['status 500', '/token', '{}', { status: 500, headers: json }],
  ['HTML where', '/token', '<p>', { headers: html }],
  ['a page without', '/login', '<p>', { headers: html }],
  ['no JSON', '/token', 'no', { headers: json }],
  ['no JSON', '/nothing', 'no', { headers: { 'content-type': 'text/plain' } }],
  ['nothing of type', '/token', null, { headers: json }],
  ['can be sniffed', '/jwks', '{}', { headers: { ...json, 'x-content-type-options': '' } }],
  ['an answer about', '/token', '{}', { headers: { ...json, 'cache-control': 'private' } }],
  ['an answer about', '/introspect', '{}', { headers: { ...json, 'cache-control': 'private' } }],
  ['leads to', '/authorize', null, { headers: { location: 'https://evil.example/' } }],
  [
    'leads to',
    '/authorize',
    null,
    { headers: { location: 'https://client.example/callback/x?a' } },
  ],
  ['leads to', '/login', null, { headers: { location: `${issuer}@evil.example/login` } }],
  ['leads to', '/login', null, { headers: { location: 'http://127.0.0.1:1@evil/callback' } }],
  ['a cookie for', '/token', '{}', { headers: { ...json, 'set-cookie': 'a=b' } }],
  ['open to other', '/login', null, { headers: { 'access-control-allow-origin': '*' } }],
  ['open to other', '/introspect', null, { headers: { 'access-control-allow-origin': '*' } }],
  ['an error_desc', '/token', '{"error_description":"é"}', { headers: json }],
  ['a secret in the answer', '/token', `{"a":"${secret}"}`, { headers: json }],
  [
    'a secret in the answer',
    '/login',
    null,
    { headers: { location: `${issuer}/login?a=${encodeURIComponent(secret)}` } },
  ],
])('"%s" is said of such an answer to %s', async (complaint, path, body, init) => {
  const found = await judged(path, body, init);
  expect(found).toContainEqual(expect.stringMatching(`^${complaint}`));
});

it('a secret in the log is found', async () => {
  const found = await judged('/token', '{}', { headers: json }, `{"path":"/${secret}"}`);
  expect(found).toEqual([expect.stringMatching('^a secret in the log')]);
});
