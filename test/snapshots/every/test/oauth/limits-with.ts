/** Rate limits that nobody reaches, but for those given. */
import { type Limit, type LimitName, limitNames } from '../../src/oauth/context.js';

const enough: Limit = { max: 1_000_000, seconds: 3600 };

export function limitsWith(changes: Partial<Record<LimitName, Limit>>): Record<LimitName, Limit> {
  const all = Object.fromEntries(limitNames.map((name) => [name, enough]));
  return { ...(all as Record<LimitName, Limit>), ...changes };
}
