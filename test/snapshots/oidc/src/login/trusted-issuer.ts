/** How `ENTERPRISE_ISSUERS` are written. */
import { isLoopbackHost } from '../config/public-url.js';
import type { TrustedIssuer } from './contract.js';

/**
 * Reads `https://idp.example.com` or `https://idp.example.com#tenant`; an issuer has no fragment of
 * its own (RFC 8414, section 2).
 *
 * @returns `undefined` for anything else
 */
export function trustedIssuer(text: string): TrustedIssuer | undefined {
  const [, issuer = '', tenant] = /^(https?:\/\/[^\s\\@?#]+)(?:#([!-~]{1,200}))?$/.exec(text) ?? [];
  if (!URL.canParse(issuer)) return undefined;
  const { protocol, hostname } = new URL(issuer);
  if (protocol === 'http:' && !isLoopbackHost(hostname)) return undefined;
  return tenant === undefined ? { issuer } : { issuer, tenant };
}
