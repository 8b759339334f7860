/** Check: the assertion was made for this authorization server and for nobody else. */
import { AssertionRefused } from './assertion-refused.js';

/**
 * The audience is the issuer (RFC 7523bis); many clients name the token endpoint, or the one that they
 * call. A second audience could present the assertion here in the client's name.
 *
 * @param aud one text, alone or in a list
 * @param path that of the endpoint that was called
 * @throws AssertionRefused `audience`
 */
export function checkAudience(aud: unknown, issuer: string, path: string): void {
  const { origin, href, pathname } = new URL(issuer);
  // Software ends a URL without a path in a slash.
  const issuers = pathname === '/' ? [issuer, href] : [issuer];
  const ours: unknown[] = [...issuers, `${issuer}/token`, `${origin}${path}`];
  const [audience, ...others] = Array.isArray(aud) ? aud : [aud];
  if (others.length > 0 || !ours.includes(audience)) throw new AssertionRefused('audience');
}
