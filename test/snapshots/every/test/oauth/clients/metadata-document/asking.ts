/** A world with vendors on this machine, and requests to sign in. */
import type { OAuthSettings } from '../../../../src/oauth/context.js';
import { authorizeUrl } from '../../authorize/asking.js';
import { openBrowser, type Visit } from '../../browser/browser.js';
import type { Parameters } from '../../client-calls.js';
import { issuer, openWorld, type World } from '../../world.js';
import { fetchOnThisMachine } from './vendor.js';

/** Opens a world whose server finds `vendor.test`; close it after the test. */
export function openWorldWithVendors(settings: Partial<OAuthSettings> = {}): Promise<World> {
  return openWorld(settings, fetchOnThisMachine());
}

/** Sends a new browser to the authorization endpoint. */
export async function ask(world: World, clientId: string, changes: Parameters = {}) {
  const browser = openBrowser(world.server, issuer);
  const url = await authorizeUrl(world, { id: clientId }, changes);
  return { browser, visit: await browser.open(url) };
}

/** `login`, or the reason in the log for the error page. */
export async function outcome(world: World, clientId: string): Promise<string> {
  const before = world.audited.length;
  const { visit } = await ask(world, clientId);
  if (visit.url.pathname === '/login') return 'login';
  expectErrorPage(visit);
  const event = world.audited.slice(before).find(({ event: name }) => name === 'client.refused');
  return event?.reason ?? 'not audited';
}

/** A page for the person, and no redirect anywhere (CIMD, section 5.1). */
function expectErrorPage({ status, headers, hasLeft }: Visit): void {
  const type = headers.get('content-type') ?? '';
  if (status === 400 && !hasLeft && type.startsWith('text/html')) return;
  throw new Error(`Not an error page: ${status} ${type}`);
}
