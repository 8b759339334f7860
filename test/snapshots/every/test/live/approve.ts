/** A person who signs in and allows what is asked. */
import { expect } from 'vitest';
import type { Endpoint } from '../../src/oauth/context.js';
import type { Person } from '../login/person.js';
import { openBrowser, type Pages, type TestBrowser, type Visit } from '../oauth/browser/browser.js';
import type { LiveServer } from './server.js';

/** A browser whose requests go over the socket. */
export function openLiveBrowser({ config }: Pick<LiveServer, 'config'>): TestBrowser {
  const pages = everyPage((request) => fetch(request, { redirect: 'manual' }));
  return openBrowser(pages, config.publicUrl);
}

/** All pages at one endpoint. */
export function everyPage(endpoint: Endpoint): Pages {
  return {
    authorize: endpoint,
    signIn: endpoint,
    consent: endpoint,
    account: endpoint,
    changePassword: endpoint,
    signOut: endpoint,
  };
}

/**
 * Goes through the pages of an authorization request.
 *
 * @param look is given each page
 * @returns the parameters of the redirect URI
 */
export async function approve(
  browser: TestBrowser,
  person: Person,
  url: URL | undefined,
  look: (visit: Visit) => Promise<void> = async () => undefined,
): Promise<URLSearchParams> {
  if (url === undefined) throw new Error('The client did not send the browser anywhere');
  const callback = url.searchParams.get('redirect_uri') ?? '';
  let visit = await browser.open(url);
  // At most: a consent, the sign-in, a consent.
  for (let step = 0; step < 3 && !isAt(callback, visit); step += 1) {
    await look(visit);
    visit = isConsent(visit)
      ? await browser.submit(visit, { decision: 'approve' })
      : await person.signIn(browser, visit);
  }
  expect(isAt(callback, visit), visit.text).toBe(true);
  return visit.url.searchParams;
}

export function isConsent({ text }: Visit): boolean {
  return text.includes('name="decision"');
}

function isAt(callback: string, { url, hasLeft }: Visit): boolean {
  return hasLeft && url.href.startsWith(callback);
}
