/** Client ids that are URLs of metadata documents. */

/** Enough for every known document, and short enough for database indexes. */
const longest = 512;

/** As a URL parser leaves them. */
const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'];

/** Ids made by this server never are. */
export function isUrlShaped(clientId: string): boolean {
  return /^https?:/i.test(clientId);
}

/**
 * `https` with a path; no user information, no fragment, no dot segments in any spelling (CIMD,
 * section 3). Only the spelling that a URL parser gives back counts: equal URLs are equal strings,
 * and no address is disguised.
 *
 * @param allowLoopback for development: also `http` and `https` on this machine
 * @returns `undefined` if the client id cannot be one
 */
export function documentUrl(clientId: string, allowLoopback: boolean): URL | undefined {
  if (clientId.length > longest || !URL.canParse(clientId)) return undefined;
  const url = new URL(clientId);
  const isPlain = url.href === clientId && `${url.username}${url.password}` === '';
  if (!isPlain || clientId.includes('#') || hasDotSegment(url.pathname)) return undefined;
  if (url.pathname === '/' || url.hostname.endsWith('.')) return undefined;
  if (isLoopbackHost(url.hostname)) return allowLoopback ? url : undefined;
  return url.protocol === 'https:' ? url : undefined;
}

/** By name, whatever a resolver says. */
export function isLoopbackHost(hostname: string): boolean {
  return loopbackHosts.includes(hostname);
}

// Servers may decode slashes and dots before they look at segments.
function hasDotSegment(path: string): boolean {
  const decoded = path.replace(/%2e/gi, '.').replace(/%2f|%5c/gi, '/');
  return decoded.split('/').some((segment) => segment === '.' || segment === '..');
}
