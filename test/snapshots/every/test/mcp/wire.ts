/** MCP requests of each protocol era. */

export interface WireAnswer {
  status: number;
  headers: Headers;
  /** The body, or the last message of an event stream. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
  message: any;
}

export interface Wire {
  url: string;
  token?: string;
  userAgent?: string;
}

export const modernRevision = '2026-07-28';

/** A user without scopes. */
export const principal = {
  kind: 'user',
  subject: 'user_ada',
  name: 'ada',
  clientId: 'client_x',
  scopes: [],
  resource: 'https://mcp.example.com/mcp',
} as const;

export const modernMeta = {
  'io.modelcontextprotocol/protocolVersion': modernRevision,
  'io.modelcontextprotocol/clientCapabilities': {},
  'io.modelcontextprotocol/clientInfo': { name: 'wire', version: '1' },
};

/** Posts any body, without headers that are `undefined`. */
export async function post(
  { url, token, userAgent }: Wire,
  body: unknown,
  headers: Record<string, string | undefined> = {},
): Promise<WireAnswer> {
  const all: Record<string, string | undefined> = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(userAgent === undefined ? {} : { 'user-agent': userAgent }),
    ...headers,
  };
  const sent = Object.entries(all).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return read(await fetch(url, { method: 'POST', headers: sent, body: text }));
}

/** A request of 2026-07-28, complete unless `headers` or `meta` say otherwise. */
export function modern(
  wire: Wire,
  method: string,
  params: Record<string, unknown> = {},
  {
    headers = {},
    meta = modernMeta,
  }: { headers?: Record<string, string | undefined>; meta?: object } = {},
): Promise<WireAnswer> {
  const name = params['name'] ?? params['uri'];
  const body = { jsonrpc: '2.0', id: 1, method, params: { ...params, _meta: meta } };
  return post(wire, body, {
    'mcp-protocol-version': modernRevision,
    'mcp-method': method,
    ...(typeof name === 'string' ? { 'mcp-name': name } : {}),
    ...headers,
  });
}

/** A request of an earlier revision. */
export function legacy(
  wire: Wire,
  method: string,
  params: Record<string, unknown> = {},
  version: string | undefined = '2025-11-25',
): Promise<WireAnswer> {
  const headers = { 'mcp-protocol-version': version };
  return post(wire, { jsonrpc: '2.0', id: 1, method, params }, headers);
}

/** The `initialize` request of an earlier revision. */
export function initialize(wire: Wire, protocolVersion: string): Promise<WireAnswer> {
  const clientInfo = { name: 'wire', version: '1' };
  const params = { protocolVersion, capabilities: {}, clientInfo };
  return legacy(wire, 'initialize', params, undefined);
}

async function read(response: Response): Promise<WireAnswer> {
  const text = await response.text();
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
  const json = isStream ? lastEvent(text) : text;
  return {
    status: response.status,
    headers: response.headers,
    message: json === '' ? undefined : JSON.parse(json),
  };
}

function lastEvent(stream: string): string {
  const data = stream.split('\n').filter((line) => line.startsWith('data: '));
  return data.at(-1)?.slice('data: '.length) ?? '';
}
