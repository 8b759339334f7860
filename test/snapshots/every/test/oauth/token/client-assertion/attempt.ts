/** Attempts to authenticate by an assertion, and what becomes of them. */

import { type AssertionChanges, assertionOf, by, type Signer } from '../../assertions.js';
import { post } from '../../client-calls.js';
import type { World } from '../../world.js';

/**
 * Redeems a code that does not exist, which only an authenticated client is told.
 *
 * @returns `authenticated`, or the reason in the log for the one answer that all others get
 */
export async function outcomeOf(world: World, assertion: string): Promise<string> {
  const parameters = { grant_type: 'authorization_code', code: 'no-code', ...by(assertion) };
  const response = await post(world.server.token, parameters);
  const text = await response.text();
  if (response.status === 400 && JSON.parse(text).error === 'invalid_grant') return 'authenticated';
  const description = 'Unknown client, or not authenticated as registered';
  const expected = JSON.stringify({ error: 'invalid_client', error_description: description });
  if (response.status !== 401 || text !== expected) throw new Error(`${response.status} ${text}`);
  const { event, reason = '' } = world.audited.at(-1) ?? {};
  return event === 'token.refused' ? reason.replace('assertion_', '') : 'not audited';
}

/** As {@link outcomeOf}, for an assertion that is correct but for the changes. */
export async function outcomeWith(
  world: World,
  clientId: string,
  signer: Signer,
  changes: AssertionChanges = {},
): Promise<string> {
  return outcomeOf(world, await assertionOf(world, clientId, signer, changes));
}
