/** Which `Host` and `Origin` are ours: the protection against DNS rebinding. */
import { refusal } from './json.js';

/** What the decision rests on. */
export interface AccessSettings {
  issuer: string;
  /** The address to listen on. */
  host: string;
  production: boolean;
  /** Full origins that may call the MCP endpoint, besides our own. */
  allowedOrigins: readonly string[];
}

export interface Access {
  /** Compares names only: proxies change ports, attackers bring a name of their own. */
  isAllowedHost: (request: Request) => boolean;
  /** Compares full origins, port included. */
  isAllowedOrigin: (origin: string) => boolean;
}

/**
 * A loopback `Host` is accepted in development, and by a server that listens on loopback: nothing else
 * can be reached under it there; a loopback `Origin` only by a server whose public URL is on loopback.
 */
export function createAccess({ issuer, host, production, allowedOrigins }: AccessSettings): Access {
  const own = new URL(issuer);
  const acceptsLoopbackHost = !production || isLoopback(host);
  const origins = new Set([own.origin, ...allowedOrigins]);
  return {
    isAllowedHost(request) {
      const name = hostNameOf(request);
      return name === own.hostname || (acceptsLoopbackHost && isLoopback(name));
    },
    isAllowedOrigin(origin) {
      if (origins.has(origin)) return true;
      return isLoopback(own.hostname) && isLoopback(originHost(origin));
    },
  };
}

/** The refusal of another host, or of a page that may not call; else `undefined`. */
export function refuseStranger(
  { isAllowedHost, isAllowedOrigin }: Access,
  request: Request,
): Response | undefined {
  if (!isAllowedHost(request)) {
    return refusal(421, 'misdirected_request', 'This server does not answer for that host');
  }
  const origin = request.headers.get('origin');
  if (origin === null || isAllowedOrigin(origin)) return undefined;
  return refusal(403, 'invalid_origin', 'This origin may not call the server');
}

function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}

function hostNameOf(request: Request): string {
  const host = request.headers.get('host') ?? new URL(request.url).host;
  const url = `http://${host}`;
  // A user name or a path before the real host would fool the comparison.
  return /[/@?#\\]/.test(host) || !URL.canParse(url) ? '' : new URL(url).hostname;
}

function originHost(origin: string): string {
  if (!/^https?:\/\//.test(origin) || !URL.canParse(origin)) return '';
  const url = new URL(origin);
  return url.origin === origin ? url.hostname : '';
}
