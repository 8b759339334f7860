/** `MCP_PATH`: where the MCP endpoint is, below the public URL. */

/** How the paths begin that the server itself answers. */
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

/** Whether the path is plain, so that bytes can be compared, and free. */
export function isMcpPath(path: string): boolean {
  const [, first = ''] = path.split('/');
  return /^(\/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+$/.test(path) && !taken.includes(first);
}
