/** Redirect URIs: which a client may have, and which it may name. */

/** Longer ones are too long for the headers of common proxies. */
const longest = 2000;

/** RFC 8252, section 7.1: a reversed domain name belongs to one application. */
const reverseDomainScheme = /^[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+$/;

/** Schemes that run, read or show something in the browser itself; no configuration allows them. */
export const dangerousSchemes: readonly string[] = [
  'about',
  'blob',
  'data',
  'file',
  'filesystem',
  'javascript',
  'vbscript',
];

/**
 * The one rule for registration and authorization: `https`, `http` on a loopback host, or a
 * private-use scheme that is a reversed domain name or allowed by the operator (OAuth 2.1, section
 * 2.3.1; RFC 8252, sections 7 and 8.4).
 *
 * @param uri as sent: it is compared byte by byte
 * @param privateUseSchemes further schemes that the operator allows, without the colon
 */
export function isAcceptableRedirectUri(
  uri: string,
  privateUseSchemes: readonly string[] = [],
): boolean {
  if (uri.length > longest || !isPlain(uri) || !URL.canParse(uri)) return false;
  const scheme = uri.slice(0, uri.indexOf(':')).toLowerCase();
  if (scheme === 'https') return /^https:\/\/[^/?@]+([/?]|$)/i.test(uri);
  if (scheme === 'http') return loopbackParts(uri) !== undefined;
  if (dangerousSchemes.includes(scheme)) return false;
  return reverseDomainScheme.test(scheme) || privateUseSchemes.includes(scheme);
}

/**
 * Whether a requested redirect URI is the registered one: byte by byte, but native applications get a
 * port from the operating system (RFC 8252, section 7.3; on `localhost` too, since clients in use
 * need it), and an empty path is `/`.
 */
export function matchesRedirectUri(registered: string, requested: string): boolean {
  if (registered === requested) return true;
  const one = loopbackParts(registered);
  const other = loopbackParts(requested);
  return one !== undefined && one.host === other?.host && one.rest === other.rest;
}

/** Whether it leads to the user's own machine, where nobody vouches for a program. */
export function isLoopbackRedirectUri(uri: string): boolean {
  return loopbackParts(uri) !== undefined;
}

function loopbackParts(uri: string): { host: string; rest: string } | undefined {
  const match = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?([/?].*)?$/.exec(uri);
  if (match === null || !isPlain(uri) || !URL.canParse(uri)) return undefined;
  const [, host = '', rest = ''] = match;
  return { host, rest: rest.startsWith('/') ? rest : `/${rest}` };
}

// Only what every URL reader understands alike: no fragment, nothing that browsers strip or turn
// into a slash, and no dot segments.
function isPlain(uri: string): boolean {
  const [path = ''] = uri.split('?');
  return /^[!$-;=?-[\]_a-z~]+$/.test(uri) && !/\/(\.|%2e){1,2}(\/|$)/i.test(path);
}
