// Calls of the MCP endpoint in both protocol eras, with good tokens, bad ones and none.
import type { Exchange } from '../exchange.js';
import { request } from './request.js';

const modernRevision = '2026-07-28';
const modernMeta = {
  'io.modelcontextprotocol/protocolVersion': modernRevision,
  'io.modelcontextprotocol/clientCapabilities': {},
  'io.modelcontextprotocol/clientInfo': { name: 'wire', version: '1' },
};

type Headers = Readonly<Record<string, string>>;

/** Any POST to the endpoint. */
export function post(body: string, token?: string, headers: Headers = {}): string {
  return request({
    method: 'POST',
    target: '/mcp',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...headers,
    },
    body,
  });
}

/** A message of an earlier revision. */
export function legacy(method: string, params: object, token?: string): string {
  const message = { jsonrpc: '2.0', id: 1, method, params };
  return post(JSON.stringify(message), token, { 'MCP-Protocol-Version': '2025-11-25' });
}

/** A message of the revision 2026-07-28. */
export function modern(method: string, params: object, token?: string): string {
  const message = { jsonrpc: '2.0', id: 1, method, params: { ...params, _meta: modernMeta } };
  return post(JSON.stringify(message), token, {
    'MCP-Protocol-Version': modernRevision,
    'Mcp-Method': method,
    ...('name' in params ? { 'Mcp-Name': `${params.name}` } : {}),
  });
}

const call = (name: string, input: object = {}) => ({ name, arguments: input });

const messages: readonly (readonly [method: string, params: object])[] = [
  ['tools/list', {}],
  ['ping', {}],
  ['no/method', {}],
  ['server/discover', {}],
  ['resources/list', {}],
  ['tools/call', call('whoami')],
  ['tools/call', call('list_notes')],
  ['tools/call', call('list_notes', { limit: 'many' })],
  ['tools/call', call('add_note', { title: 'Äpfel', text: '…' })],
  ['tools/call', call('no_tool')],
  ['tools/call', call('much')],
  ['tools/call', call('crash')],
  ['tools/call', call('refuse')],
];

const initialize = {
  protocolVersion: '2025-11-25',
  capabilities: {},
  clientInfo: { name: 'wire', version: '1' },
};

/** @param token of somebody who may read */
export function toMcp(token: string): readonly Exchange[] {
  const named = (name: string, send: Exchange['send']): Exchange => ({ name, send });
  const list = '{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{}}';
  const authorized = (authorization: string) => post(list, undefined, { authorization });
  const body = 'x'.repeat(1_100_000);
  return [
    ...messages.flatMap(([method, params]) => {
      const what = `${method} ${'name' in params ? JSON.stringify(params) : ''}`.trim();
      return [
        named(`${what}, as it was before 2026`, legacy(method, params, token)),
        named(`${what}, as of 2026`, modern(method, params, token)),
      ];
    }),
    named('initialize', legacy('initialize', initialize, token)),
    named('a notification', post('{"jsonrpc":"2.0","method":"notifications/initialized"}', token)),
    named('a batch', post(`[${list},${list}]`, token)),
    named('a response', post('{"jsonrpc":"2.0","id":1,"result":{}}', token)),
    named('broken JSON', post('{"jsonrpc"', token)),
    named('an empty body', post('', token)),
    named('no JSON-RPC', post('[]', token)),
    named('a body of another type', post(list, token, { 'Content-Type': 'text/plain' })),
    named('a body of no type', request(bare('POST', token, list))),
    named('an Accept without event streams', post(list, token, { Accept: 'application/json' })),
    named('an Accept that nothing fits', post(list, token, { Accept: 'image/png' })),
    named('an unknown revision', post(list, token, { 'MCP-Protocol-Version': '2099-01-01' })),
    named('a session id', post(list, token, { 'Mcp-Session-Id': 'mine' })),
    ...['GET', 'HEAD', 'PUT', 'DELETE', 'TRACE'].map((method) =>
      named(`${method} /mcp with a token`, request(bare(method, token))),
    ),
    named('1.1 MB', post(body, token)),
    named(
      '1.1 MB in chunks',
      post(`${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`, token, {
        'Transfer-Encoding': 'chunked',
      }),
    ),
    named('the head of 1.1 MB', post('', token, { 'Content-Length': '1100000' })),
    named('no token', post(list)),
    named('a token that is none', authorized('Bearer x')),
    named('a token with another signature', authorized(`Bearer ${token.slice(0, -6)}AAAAAA`)),
    named('a token without its scheme', authorized(token)),
    named('a scheme without its token', authorized('Bearer')),
    named('the scheme in lower case', authorized(`bearer ${token}`)),
    named('another scheme', authorized('Basic YTpi')),
    named(
      'a token in the query',
      request({ ...bare('POST'), target: `/mcp?access_token=${token}` }),
    ),
  ];
}

function bare(method: string, token?: string, body?: string) {
  const headers: Headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  return { method, target: '/mcp', headers, ...(body === undefined ? {} : { body }) };
}
