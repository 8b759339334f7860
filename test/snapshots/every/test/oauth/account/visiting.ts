/** The account page in a browser of its own. */
import { openBrowser, type TestBrowser, type Visit } from '../browser/browser.js';
import type { World } from '../world.js';

/** A fresh browser in which somebody has signed in for the account page. */
export async function openAccount(
  world: World,
  username = 'ann',
): Promise<{ browser: TestBrowser; page: Visit }> {
  const { issuer } = world.context.settings;
  const browser = openBrowser(world.server, issuer);
  const login = await browser.open(`${issuer}/account`);
  return { browser, page: await browser.submit(login, { username }) };
}
