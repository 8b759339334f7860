/** A user who allows whatever a client asks for. */
import type { Client } from '../../../src/oauth/clients/client.js';
import { addClient, type Parameters } from '../client-calls.js';
import type { World } from '../world.js';
import { answerOf, authorizeUrl, signedInBrowser } from './asking.js';

/** What the client is told: a code, or why there is none. */
export async function allow(
  world: World,
  client: Pick<Client, 'id'>,
  changes: Parameters = {},
): Promise<Record<string, string>> {
  // By another client, since this one may not have the usual redirect URI.
  const browser = await signedInBrowser(world, await addClient(world));
  const page = await browser.open(await authorizeUrl(world, client, changes));
  return answerOf(page.hasLeft ? page : await browser.submit(page, { decision: 'approve' }));
}
