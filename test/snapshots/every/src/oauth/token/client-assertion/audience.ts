/** Check: the assertion is for this authorization server alone. */
import { AssertionRefused } from './assertion-refused.js';

/**
 * For the issuer, as RFC 7523bis wants it, or as many clients have it for the token endpoint or the
 * one they call. A second audience could present it here in the client's name.
 *
 * @param aud one text, alone or in a list
 * @param path of the endpoint that was called
 * @throws AssertionRefused `audience`
 */
export function checkAudience(aud: unknown, issuer: string, path: string): void {
  const { origin, href, pathname } = new URL(issuer);
  // Libraries that parse a URL without a path add a slash, as the Python SDK does.
  const issuers = pathname === '/' ? [issuer, href] : [issuer];
  const ours: unknown[] = [...issuers, `${issuer}/token`, `${origin}${path}`];
  const [audience, ...others] = Array.isArray(aud) ? aud : [aud];
  if (others.length > 0 || !ours.includes(audience)) throw new AssertionRefused('audience');
}
