/** `PUBLIC_URL`: where clients and browsers reach this server. */

/**
 * The URL as an issuer: canonical, without the trailing slash (RFC 8414, section 2).
 *
 * @returns `undefined` if it is not https, nor http on loopback, or has more than a plain path
 */
export function issuerUrl(text: string): string | undefined {
  const [, origin = '', path = ''] = /^(https?:\/\/[^/]+)(\/.*)?$/i.exec(text) ?? [];
  const url = originOf(origin);
  if (url === undefined || !/^(\/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*\/?$/.test(path)) return undefined;
  const { protocol, hostname } = new URL(url);
  if (protocol === 'http:' && !isLoopbackHost(hostname)) return undefined;
  return `${url}${path.replace(/\/$/, '')}`;
}

/** A full origin as browsers send it, or `undefined`. */
export function originOf(text: string): string | undefined {
  if (!/^https?:\/\/[^\s\\@?#/]+\/?$/i.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text).origin;
}

/** Whether a host can only be reached from this machine. */
export function isLoopbackHost(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}
