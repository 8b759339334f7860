/** A user who allows what a client asks for, whatever it is. */
import type { Client } from '../../../src/oauth/clients/client.js';
import { addClient, type Parameters } from '../client-calls.js';
import type { World } from '../world.js';
import { answerOf, authorizeUrl, signedInBrowser } from './asking.js';

/** What the client finds in its callback URL: a code, or why there is none. */
export async function allow(
  world: World,
  client: Pick<Client, 'id'>,
  changes: Parameters = {},
): Promise<Record<string, string>> {
  // Signed in by way of another client, so that this one may be wrong in every way.
  const browser = await signedInBrowser(world, await addClient(world));
  const page = await browser.open(await authorizeUrl(world, client, changes));
  return answerOf(page.hasLeft ? page : await browser.submit(page, { decision: 'approve' }));
}
