/** CORS: which origins may read answers. */
import type { Audience } from './route.js';

/** What browser clients send, also to the metadata documents. */
const requestHeaders = [
  'Authorization',
  'Content-Type',
  'Accept',
  'MCP-Protocol-Version',
  'Mcp-Method',
  'Mcp-Name',
  'Mcp-Session-Id',
  'Last-Event-ID',
];

const common = {
  'access-control-expose-headers': 'WWW-Authenticate, Mcp-Session-Id',
};

/** Credentials are never allowed: no route for other origins works with a cookie. */
export function corsHeaders(
  request: Request,
  audience: Audience,
  isAllowedOrigin: (origin: string) => boolean,
): Record<string, string> {
  if (audience === 'browser' || audience === 'backend') return {};
  if (audience === 'machine') return { 'access-control-allow-origin': '*', ...common };
  const origin = request.headers.get('origin');
  const allowed = origin !== null && isAllowedOrigin(origin);
  const open = allowed ? { 'access-control-allow-origin': origin, ...common } : {};
  // Always: a cache must not give an answer to another origin.
  return { vary: 'Origin', ...open };
}

/** What a preflight answer adds. */
export function preflightHeaders(request: Request, audience: Audience): Record<string, string> {
  if (audience === 'browser' || audience === 'backend') return {};
  const asked = request.headers.get('access-control-request-headers') ?? '';
  // Tools may ask for parameters as headers.
  const parameters = asked
    .split(',')
    .map((name) => name.trim())
    .filter((name) => /^mcp-param-[\w-]+$/i.test(name));
  return {
    'access-control-allow-methods': 'GET, POST, DELETE, OPTIONS',
    'access-control-allow-headers': [...requestHeaders, ...parameters].join(', '),
    'access-control-max-age': '7200',
  };
}
