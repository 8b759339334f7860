/** Check: the assertion is good now, and not for long (RFC 7523, section 3, items 4 to 6). */
import type { JWTPayload } from 'jose';
import { AssertionRefused } from './assertion-refused.js';

/** The clocks of clients are off by some seconds. */
const skewMs = 60_000;

/** Some libraries make them for an hour. */
const longestMs = 3_600_000;

/**
 * @param now milliseconds since the epoch
 * @returns when it is no longer accepted, in milliseconds since the epoch
 * @throws AssertionRefused `malformed`, `expired`, `too_long_lived` or `from_the_future`
 */
export function checkLifetime({ exp, nbf = 0, iat = 0 }: JWTPayload, now: number): number {
  if (![exp, nbf, iat].every(Number.isFinite)) throw new AssertionRefused('malformed');
  const until = Math.ceil(Number(exp) * 1000) + skewMs;
  if (now >= until) throw new AssertionRefused('expired');
  if (until - now > longestMs + 2 * skewMs) throw new AssertionRefused('too_long_lived');
  if (Math.max(nbf, iat) * 1000 > now + skewMs) throw new AssertionRefused('from_the_future');
  return until;
}
