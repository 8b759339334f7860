/** Slows down the guessing of passwords without ever locking an owner out. */
import type { Account } from './accounts.js';
import type { LoginAttempt, LoginOptions } from './contract.js';
import { normalName } from './user-name.js';

/**
 * Counts an attempt by name and network, and by network alone: whoever guesses from elsewhere does
 * not lock the owner out. A sign-in begins a new count for that name.
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
