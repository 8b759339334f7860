/** `RATE_LIMITS`. */
import { type LimitName, limitNames, type RateLimits } from '../oauth/context.js';

export const defaultRateLimits = {
  authorize: { max: 120, seconds: 60 },
  /** Of a client; high, because it asks at every request. */
  introspect: { max: 6000, seconds: 60 },
  /** Failures for one user name from one address. */
  login: { max: 10, seconds: 900 },
  /** Failures from one address. */
  login_address: { max: 100, seconds: 900 },
  /** High, because all users of a hosted client register from its few addresses. */
  register: { max: 300, seconds: 3600 },
  /** Most find their client registered before. */
  register_request: { max: 120, seconds: 60 },
  token: { max: 120, seconds: 60 },
} as const satisfies RateLimits;

/** `on`, `off`, or overrides such as `login=5/900,token=600/60` (requests per seconds). */
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
