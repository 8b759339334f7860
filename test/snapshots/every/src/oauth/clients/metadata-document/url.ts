/** Client ids that are URLs of metadata documents. */

/** Enough for all known documents, and for indexes of databases. */
const longest = 512;

/** This machine, as a URL parser leaves it. */
const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'];

/** Whether the client id claims to be a URL; ids made by this server never do. */
export function isUrlShaped(clientId: string): boolean {
  return /^https?:/i.test(clientId);
}

/**
 * The URL of a metadata document: `https` with a path, without user information, fragment and dot
 * segments (CIMD, section 3). It must be spelled as a URL parser does, so that equal URLs are equal
 * strings and no address is hidden.
 *
 * @param allowLoopback for development: also this machine, with `http` too
 * @returns `undefined` for any other client id
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

/** Whether the host of a parsed URL is this machine by name. */
export function isLoopbackHost(hostname: string): boolean {
  return loopbackHosts.includes(hostname);
}

// Servers may decode slashes and dots before they look at segments.
function hasDotSegment(path: string): boolean {
  const decoded = path.replace(/%2e/gi, '.').replace(/%2f|%5c/gi, '/');
  return decoded.split('/').some((segment) => segment === '.' || segment === '..');
}
