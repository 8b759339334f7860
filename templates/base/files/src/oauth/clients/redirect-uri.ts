/** Redirect URIs: which a client may have, and which match. */

/** Longer ones would not survive common proxies. */
const longest = 2000;

/** A reversed domain name belongs to one application (RFC 8252, section 7.1). */
const reverseDomainScheme = /^[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+$/;

/** They run, read or draw something in the browser; no configuration allows them. */
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
 * The one rule, for registration and authorization alike (OAuth 2.1, section 2.3.1; RFC 8252,
 * sections 7 and 8.4): `https`, `http` on a loopback host, or a private-use scheme that is a
 * reversed domain name or explicitly allowed.
 *
 * @param uri compared and stored byte by byte, never normalised
 * @param privateUseSchemes without the colon
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
 * Byte by byte, except that native applications get their port from the operating system (RFC 8252,
 * section 7.3; `localhost` too, since clients need it), and that an empty path equals `/`.
 */
export function matchesRedirectUri(registered: string, requested: string): boolean {
  if (registered === requested) return true;
  const one = loopbackParts(registered);
  const other = loopbackParts(requested);
  return one !== undefined && one.host === other?.host && one.rest === other.rest;
}

/** A program on the user's machine, which nobody can vouch for. */
export function isLoopbackRedirectUri(uri: string): boolean {
  return loopbackParts(uri) !== undefined;
}

function loopbackParts(uri: string): { host: string; rest: string } | undefined {
  const match = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?([/?].*)?$/.exec(uri);
  if (match === null || !isPlain(uri) || !URL.canParse(uri)) return undefined;
  const [, host = '', rest = ''] = match;
  return { host, rest: rest.startsWith('/') ? rest : `/${rest}` };
}

// Only what every URL reader understands alike: no fragment, nothing that browsers strip, turn into
// a slash or resolve to another path.
function isPlain(uri: string): boolean {
  const [path = ''] = uri.split('?');
  return /^[!$-;=?-[\]_a-z~]+$/.test(uri) && !/\/(\.|%2e){1,2}(\/|$)/i.test(path);
}
