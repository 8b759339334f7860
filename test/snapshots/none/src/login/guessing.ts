/** Slows down guessing without ever locking an owner out. */
import type { Account } from './accounts.js';
import type { LoginAttempt, LoginOptions } from './contract.js';
import { normalName } from './user-name.js';

/**
 * Counts by user name and network, and by network alone: guesses from elsewhere do not use up the
 * owner's attempts. A sign-in begins a new count for its name.
 *
 * @returns seconds to wait, 0 if the attempt may go on
 */
export async function secondsToWait(
  { throttle }: Pick<LoginOptions, 'throttle'>,
  { network }: Pick<LoginAttempt, 'network'>,
  name: string,
  account: Account | undefined,
): Promise<number> {
  const key = [normalName(name), network, account?.lastSignedInAt ?? 0].join(' ');
  const waits = [await throttle('login', key), await throttle('login_address', network)];
  return Math.max(...waits);
}
