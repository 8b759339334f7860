/** Rate limits: at most so many requests in each window of time. */
import type { LimitName, OAuthContext } from './context.js';
import { RateLimited } from './errors.js';
import { networkOf } from './network-address.js';
import { sha256 } from './sha256.js';

/**
 * Counts one request against a limit.
 *
 * @param key what is counted: an address (IPv6 by /64), a client and its grant, ...
 * @returns seconds to wait, 0 for none
 * @throws StoreUnavailable
 */
export async function throttle(
  { settings, store, clock }: Pick<OAuthContext, 'settings' | 'store' | 'clock'>,
  name: LimitName,
  key: string,
): Promise<number> {
  if (settings.rateLimits === 'off') return 0;
  const { max, seconds } = settings.rateLimits[name];
  const now = clock();
  const window = Math.floor(now / (seconds * 1000));
  const end = (window + 1) * seconds * 1000;
  // The digest bounds the length and keeps addresses out of the database.
  const counter = `${name}.${window}.${await sha256(networkOf(key))}`;
  const count = await store.increment(counter, end);
  return count > max ? Math.ceil((end - now) / 1000) : 0;
}

/**
 * Counts a request, and refuses it if there were too many.
 *
 * @throws RateLimited with the seconds to wait
 * @throws StoreUnavailable
 */
export async function take(context: OAuthContext, name: LimitName, key: string): Promise<void> {
  const retryAfter = await throttle(context, name, key);
  if (retryAfter === 0) return;
  context.audit({ event: 'limit.exceeded', reason: name });
  throw new RateLimited(retryAfter);
}
