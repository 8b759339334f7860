/** Check: the assertion is for this authorization server alone. */
import { refuse } from './refuse.js';

/**
 * MCP enterprise-managed authorization, section 7.6.2: one text, alone or in a list. Software that
 * parses a URL without a path adds a slash.
 *
 * @throws OAuthError `invalid_grant`
 */
export function checkAudience(aud: unknown, issuer: string): void {
  const { href, pathname } = new URL(issuer);
  const ours: unknown[] = pathname === '/' ? [issuer, href] : [issuer];
  const [audience, ...others] = Array.isArray(aud) ? aud : [aud];
  if (others.length > 0 || !ours.includes(audience)) refuse('audience');
}
