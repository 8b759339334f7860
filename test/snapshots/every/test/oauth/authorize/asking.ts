/** Authorization requests. */
import type { Client } from '../../../src/oauth/clients/client.js';
import { sha256 } from '../../../src/oauth/sha256.js';
import { openBrowser, type TestBrowser, type Visit } from '../browser/browser.js';
import { formOf, type Parameters, redirectUri, verifier } from '../client-calls.js';
import type { World } from '../world.js';

/** A valid request but for the changes. */
export async function authorizeParameters(
  client: Pick<Client, 'id'>,
  changes: Parameters = {},
): Promise<URLSearchParams> {
  return formOf({
    response_type: 'code',
    client_id: client.id,
    redirect_uri: redirectUri,
    scope: 'notes:read',
    state: 'the-state',
    code_challenge: await sha256(verifier),
    code_challenge_method: 'S256',
    ...changes,
  });
}

/** The URL of the request. */
export async function authorizeUrl(
  world: World,
  client: Pick<Client, 'id'>,
  changes: Parameters = {},
): Promise<string> {
  const search = await authorizeParameters(client, changes);
  return `${world.context.settings.issuer}/authorize?${search}`;
}

/** A fresh browser in which somebody has signed in. */
export async function signedInBrowser(
  world: World,
  client: Client,
  username = 'ann',
): Promise<TestBrowser> {
  const browser = openBrowser(world.server, world.context.settings.issuer);
  const login = await browser.open(await authorizeUrl(world, client));
  await browser.submit(login, { username });
  return browser;
}

/** What the client is told when a signed-in user follows its request; throws on a page. */
export async function refusalOf(
  world: World,
  client: Client,
  changes: Parameters,
): Promise<Record<string, string>> {
  const browser = await signedInBrowser(world, client);
  return answerOf(await browser.open(await authorizeUrl(world, client, changes)));
}

/** What the client is told; throws on a page. */
export function answerOf(visit: Visit): Record<string, string> {
  if (!visit.hasLeft) throw new Error(`The browser is still on a page: ${visit.text}`);
  return Object.fromEntries(visit.url.searchParams);
}
