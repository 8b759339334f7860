/** A person in front of a browser: signs in where asked, allows what is asked. */
import { expect } from 'vitest';
import type { Person } from '../login/person.js';
import { openBrowser, type Pages, type TestBrowser } from '../oauth/browser.js';
import type { LiveServer } from './server.js';

/** A browser whose every request goes over the socket. */
export function openLiveBrowser({ config }: LiveServer): TestBrowser {
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
  let visit = await browser.open(url);
  if (visit.url.pathname.endsWith('/login')) visit = await person.signIn(browser, visit);
  expect(visit.text).toContain(person.name);
  const answered = await browser.submit(visit, { decision: 'approve' });
  expect(answered.hasLeft, answered.text).toBe(true);
  return answered.url.searchParams;
}
