/** Check: the assertion was made for this authorization server and for nobody else. */
import { refuse } from './refuse.js';

/**
 * The audience is the issuer (MCP enterprise-managed authorization, section 7.6.2), also alone in a
 * list. Software ends a URL without a path in a slash.
 *
 * @throws OAuthError `invalid_grant`
 */
export function checkAudience(aud: unknown, issuer: string): void {
  const { href, pathname } = new URL(issuer);
  const ours: unknown[] = pathname === '/' ? [issuer, href] : [issuer];
  const [audience, ...others] = Array.isArray(aud) ? aud : [aud];
  if (others.length > 0 || !ours.includes(audience)) refuse('audience');
}
