// One round of load on one server.
import autocannon from 'autocannon';

export interface Target {
  readonly url: string;
  readonly token?: string;
}

export interface Round {
  readonly calls: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p99: number;
}

/** A tool call that asks nothing of the store itself. */
const name = 'whoami';
const revision = '2026-07-28';
const body = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: {
    name,
    arguments: {},
    _meta: {
      'io.modelcontextprotocol/protocolVersion': revision,
      'io.modelcontextprotocol/clientCapabilities': {},
      'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1' },
    },
  },
});

/** For how long: so many seconds, or so many calls. */
export type Length = { readonly duration: number } | { readonly amount: number };

/** @throws Error unless every call was answered with 200 */
export async function load(
  { url, token }: Target,
  connections: number,
  length: Length,
): Promise<Round> {
  const result = await autocannon({
    url,
    connections,
    ...length,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': revision,
      'mcp-method': 'tools/call',
      'mcp-name': name,
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body,
  });
  const { non2xx, errors } = result;
  if (non2xx + errors > 0) throw new Error(`${url}: ${non2xx} refused, ${errors} failed`);
  const calls = result['2xx'];
  return { calls, perSecond: calls / result.duration, p99: result.latency.p99 };
}

/** @throws Error unless one call says who is calling */
export async function probe({ url, token }: Target): Promise<void> {
  const headers = new Headers({
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    'mcp-protocol-version': revision,
    'mcp-method': 'tools/call',
    'mcp-name': name,
  });
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
  const response = await fetch(url, { method: 'POST', headers, body });
  const text = await response.text();
  if (!text.includes('user_')) throw new Error(`${url}: ${response.status} ${text}`);
}
