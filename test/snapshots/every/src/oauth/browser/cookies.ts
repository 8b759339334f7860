/** The cookies of this server. */
import type { OAuthSettings } from '../context.js';

type CookiePurpose = 'browser' | 'session';

/**
 * A `Set-Cookie` value that lasts until the browser closes: not for scripts, not sent by other sites
 * but on links, and under https only set by this very host (`__Host-`).
 */
export function setCookie(settings: OAuthSettings, purpose: CookiePurpose, value: string): string {
  const name = cookieName(settings, purpose);
  const protection = isTls(settings) ? 'Secure; ' : '';
  return `${name}=${value}; Path=/; ${protection}HttpOnly; SameSite=Lax`;
}

/** Makes the browser forget the cookie. */
export function clearCookie(settings: OAuthSettings, purpose: CookiePurpose): string {
  return `${setCookie(settings, purpose, '')}; Max-Age=0`;
}

/** The value of a cookie: 256 random bits, `undefined` for anything else. */
export function readCookie(
  settings: OAuthSettings,
  purpose: CookiePurpose,
  request: Request,
): string | undefined {
  const name = cookieName(settings, purpose);
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  const value = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
  return value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined;
}

/**
 * Browsers keep cookies by host name, whatever the port, and `__Host-` allows no narrower path: what
 * tells this server from others on the same host must be in the name.
 */
function cookieName(settings: OAuthSettings, purpose: CookiePurpose): string {
  const { port, pathname } = new URL(settings.issuer);
  const place = [port, ...pathname.split('/')].filter((part) => part !== '');
  const name = [purpose, ...place].join('_').replace(/[^\w-]/g, '-');
  return isTls(settings) ? `__Host-${name}` : name;
}

function isTls({ issuer }: OAuthSettings): boolean {
  return issuer.startsWith('https:');
}
