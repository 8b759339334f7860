/** Check: the assertion is good now, and not for long. */
import type { JWTPayload } from 'jose';
import { refuse } from './refuse.js';

/** Issuers' clocks are off by seconds. */
const skewMs = 60_000;

/** Usual are minutes; a longer one waits to be stolen. */
const longestMs = 3_600_000;

/**
 * `exp` and `iat` are required (Identity Assertion Grant, section 3.1).
 *
 * @param now milliseconds since the epoch
 * @returns when it is no longer accepted, likewise
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
