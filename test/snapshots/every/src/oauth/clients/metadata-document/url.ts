/** Which client ids are URLs of metadata documents, and which of those URLs are admissible. */

/** Enough for every document known; keeps ids short enough for database indexes. */
const longest = 512;

/** Hosts that a URL parser leaves as they are and that mean this machine. */
const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'];

/** Whether the client id claims to be a URL; ids made by this server never do. */
export function isUrlShaped(clientId: string): boolean {
  return /^https?:/i.test(clientId);
}

/**
 * The URL of a metadata document: `https` with a path; no user information, no fragment, no dot
 * segments in any spelling (CIMD, section 3). Only the spelling that a URL parser would give back
 * counts, which makes equal URLs equal strings and leaves no room for addresses in disguise.
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

/** Whether the host of a parsed URL is this machine by name, whatever a resolver says. */
export function isLoopbackHost(hostname: string): boolean {
  return loopbackHosts.includes(hostname);
}

// Servers may decode slashes and dots before they look at segments, so both are decoded here.
function hasDotSegment(path: string): boolean {
  const decoded = path.replace(/%2e/gi, '.').replace(/%2f|%5c/gi, '/');
  return decoded.split('/').some((segment) => segment === '.' || segment === '..');
}
