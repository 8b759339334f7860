/** Limits guesses at secrets. */
import type { OAuthContext } from '../context.js';
import { RateLimited } from '../errors.js';
import { take } from '../limits.js';
import { sha256 } from '../sha256.js';

/**
 * Counts a wrong guess.
 *
 * @param guesser who guesses at what: a network and a client
 * @throws RateLimited with the seconds to wait
 */
export async function countWrongGuess(context: OAuthContext, guesser: string): Promise<void> {
  try {
    await take(context, 'token', `failed ${guesser}`);
  } catch (error) {
    if (error instanceof RateLimited) {
      const expiresAt = context.clock() + error.retryAfter * 1000;
      await context.store.insert('once', await door(guesser), { value: 'closed', expiresAt });
    }
    throw error;
  }
}

/**
 * Refuses before the secret is looked at, or the answer would tell a right guess from a wrong one
 * (OAuth 2.1, section 2.4.1).
 *
 * @throws RateLimited with the seconds to wait
 */
export async function refuseGuesser(context: OAuthContext, guesser: string): Promise<void> {
  const closed = await context.store.get('once', await door(guesser));
  if (closed?.expiresAt === undefined) return;
  throw new RateLimited(Math.ceil((closed.expiresAt - context.clock()) / 1000));
}

async function door(guesser: string): Promise<string> {
  return `guessing.${await sha256(guesser)}`;
}
