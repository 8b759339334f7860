/** A person in front of a browser: signs in where asked, allows what is asked. */
import { expect } from 'vitest';
import type { Person } from '../login/person.js';
import { openBrowser, type Pages, type TestBrowser, type Visit } from '../oauth/browser/browser.js';
import type { LiveServer } from './server.js';

/** A browser whose every request goes over the socket. */
export function openLiveBrowser({ config }: Pick<LiveServer, 'config'>): TestBrowser {
  const overSocket = (request: Request): Promise<Response> =>
    fetch(request, { redirect: 'manual' });
  const pages: Pages = {
    authorize: overSocket,
    signIn: overSocket,
    consent: overSocket,
    account: overSocket,
    changePassword: overSocket,
    signOut: overSocket,
  };
  return openBrowser(pages, config.publicUrl);
}

/**
 * Goes through the pages of an authorization request.
 *
 * @param url where the client sent the browser
 * @returns what the client finds in its callback URL
 */
export async function approve(
  browser: TestBrowser,
  person: Person,
  url: URL | undefined,
): Promise<URLSearchParams> {
  if (url === undefined) throw new Error('The client did not send the browser anywhere');
  const callback = url.searchParams.get('redirect_uri') ?? '';
  let visit = await browser.open(url);
  // At most: a consent before the sign-in, the sign-in, a consent after it.
  for (let step = 0; step < 3 && !isAt(callback, visit); step += 1) {
    visit = isConsent(visit)
      ? await browser.submit(visit, { decision: 'approve' })
      : await person.signIn(browser, visit);
  }
  expect(isAt(callback, visit), visit.text).toBe(true);
  return visit.url.searchParams;
}

/** Whether the page asks for a decision. */
export function isConsent({ text }: Visit): boolean {
  return text.includes('name="decision"');
}

function isAt(callback: string, { url, hasLeft }: Visit): boolean {
  return hasLeft && url.href.startsWith(callback);
}
