/** Check: the assertion was made for this authorization server and for nobody else. */
import { refuse } from './refuse.js';

/**
 * The audience is the issuer of this server (MCP enterprise-managed authorization, section 7.6.2), alone
 * or alone in a list. A URL without a path ends in a slash where software has parsed it.
 *
 * @throws OAuthError `invalid_grant`
 */
export function checkAudience(aud: unknown, issuer: string): void {
  const { href, pathname } = new URL(issuer);
  const ours: unknown[] = pathname === '/' ? [issuer, href] : [issuer];
  const [audience, ...others] = Array.isArray(aud) ? aud : [aud];
  if (others.length > 0 || !ours.includes(audience)) refuse('audience');
}
