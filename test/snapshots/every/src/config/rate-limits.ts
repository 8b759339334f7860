/** `RATE_LIMITS`: how often somebody may ask. */
import { type LimitName, limitNames, type RateLimits } from '../oauth/context.js';

/** The usual limits. */
export const defaultRateLimits = {
  authorize: { max: 120, seconds: 60 },
  /** Each client that introspects; high, because it asks at every request that it serves. */
  introspect: { max: 6000, seconds: 60 },
  /** Failed sign-ins of one user name from one address. */
  login: { max: 10, seconds: 900 },
  /** Failed sign-ins from one address. */
  login_address: { max: 100, seconds: 900 },
  /** New clients; high, because all users of a hosted client share its few addresses. */
  register: { max: 300, seconds: 3600 },
  /** Registrations of any outcome: most find their client registered before. */
  register_request: { max: 120, seconds: 60 },
  token: { max: 120, seconds: 60 },
} as const satisfies RateLimits;

/**
 * Reads `on`, `off`, or overrides such as `login=5/900,token=600/60` (requests per seconds).
 *
 * @returns `undefined` for anything else
 */
export function rateLimits(text: string): RateLimits | undefined {
  if (text === 'off') return 'off';
  if (text === 'on') return defaultRateLimits;
  const limits: Record<LimitName, { max: number; seconds: number }> = { ...defaultRateLimits };
  for (const part of text.split(',')) {
    const match = /^([a-z_]+)=([1-9]\d{0,8})\/([1-9]\d{0,6})$/.exec(part.trim());
    const name = limitNames.find((candidate) => candidate === match?.[1]);
    if (match === null || name === undefined) return undefined;
    limits[name] = { max: Number(match[2]), seconds: Number(match[3]) };
  }
  return limits;
}
