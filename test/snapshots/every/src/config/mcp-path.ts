/** `MCP_PATH`, below the public URL. */

/** First segments of our own paths. */
const taken = [
  'account',
  'actions',
  'authorize',
  'consent',
  'healthz',
  'introspect',
  'jwks',
  'login',
  'logout',
  'openapi.json',
  'readyz',
  'register',
  'revoke',
  'token',
];

/** Free, and plain enough to be compared byte by byte. */
export function isMcpPath(path: string): boolean {
  const [, first = ''] = path.split('/');
  return /^(\/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+$/.test(path) && !taken.includes(first);
}
