/** `PUBLIC_URL`. */

/**
 * Without its trailing slash (RFC 8414, section 2).
 *
 * @returns `undefined` for anything but http(s), http beyond loopback, a query, a fragment, a user
 * name, or a path that software would rewrite on the way
 */
export function issuerUrl(text: string): string | undefined {
  const [, origin = '', path = ''] = /^(https?:\/\/[^/]+)(\/.*)?$/i.exec(text) ?? [];
  const url = originOf(origin);
  if (url === undefined || !/^(\/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*\/?$/.test(path)) return undefined;
  const { protocol, hostname } = new URL(url);
  if (protocol === 'http:' && !isLoopbackHost(hostname)) return undefined;
  return `${url}${path.replace(/\/$/, '')}`;
}

/** As browsers send it in `Origin`. */
export function originOf(text: string): string | undefined {
  if (!/^https?:\/\/[^\s\\@?#/]+\/?$/i.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text).origin;
}

/** Whether only this machine can reach the host. */
export function isLoopbackHost(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}
