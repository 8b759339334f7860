/** The first account where no operator can make one: in a store that is this process's alone. */
import { base64url } from 'jose';
import { addAccount } from './accounts.js';
import type { LoginOptions } from './contract.js';

/**
 * Makes an account with a new password. It goes with the process.
 *
 * @returns what the person at the console has to know
 */
export async function addPassingAccount(
  tools: Pick<LoginOptions, 'store' | 'clock' | 'random'>,
): Promise<string> {
  const password = base64url.encode(tools.random(12));
  const { name } = await addAccount(tools, 'me', password);
  return `Data is in memory and gone at the next restart. Until then, sign in as ${name} with ${password}`;
}
