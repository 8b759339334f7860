/** Check: the assertion is good now, and not for long. */
import type { JWTPayload } from 'jose';
import { refuse } from './refuse.js';

/** The clocks of issuers are off by some seconds. */
const skewMs = 60_000;

/** Issuers make them for minutes; longer ones wait to be stolen. */
const longestMs = 3_600_000;

/**
 * Both `exp` and `iat` must be there (Identity Assertion Grant, section 3.1).
 *
 * @param now milliseconds since the epoch
 * @returns when it is no longer accepted, in milliseconds since the epoch
 * @throws OAuthError `invalid_grant`
 */
export function checkLifetime({ exp, iat, nbf = 0 }: JWTPayload, now: number): number {
  if (![exp, iat, nbf].every(Number.isFinite)) refuse('malformed');
  const until = Math.ceil(Number(exp) * 1000) + skewMs;
  if (now >= until) refuse('expired');
  if (Number(exp) * 1000 - Number(iat) * 1000 > longestMs) refuse('too_long_lived');
  if (Math.max(Number(iat), nbf) * 1000 > now + skewMs) refuse('from_the_future');
  return until;
}
