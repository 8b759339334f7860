/** Redirect URIs: which ones a client may have, and when a requested one is a registered one. */

/** Longer ones would not survive the headers of common proxies. */
const longest = 2000;

/** RFC 8252, section 7.1: a scheme made of a reversed domain name belongs to one application. */
const reverseDomainScheme = /^[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+$/;

/** Schemes that run, read or draw something in the browser itself; no configuration allows them. */
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
 * The one rule on redirect URIs, for registration and authorization alike: `https`, `http` on a
 * loopback host, or a private-use scheme that is a reversed domain name or explicitly allowed.
 *
 * Source: OAuth 2.1, section 2.3.1; RFC 8252, sections 7 and 8.4.
 *
 * @param uri compared and stored byte by byte, hence never normalised here
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
 * Whether a requested redirect URI is the registered one: byte by byte, except that a native
 * application gets its port from the operating system (RFC 8252, section 7.3; `localhost` is
 * treated alike because clients in use need it) and that an empty path equals `/`.
 */
export function matchesRedirectUri(registered: string, requested: string): boolean {
  if (registered === requested) return true;
  const one = loopbackParts(registered);
  const other = loopbackParts(requested);
  return one !== undefined && one.host === other?.host && one.rest === other.rest;
}

/** Whether the URI leads to a program on the user's own machine, which nobody can vouch for. */
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
// into a slash, and no dot segments, which they resolve to another path.
function isPlain(uri: string): boolean {
  const [path = ''] = uri.split('?');
  return /^[!$-;=?-[\]_a-z~]+$/.test(uri) && !/\/(\.|%2e){1,2}(\/|$)/i.test(path);
}
