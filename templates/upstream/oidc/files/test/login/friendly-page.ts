/** What every page of a failed sign-in keeps. */
import { expect } from 'vitest';
import type { Visit } from '../oauth/browser/browser.js';

/** A page for people: nothing of libraries, nothing that opens anything, a way on. */
export function expectFriendly(page: Visit, query?: URLSearchParams): void {
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(page.text).toContain('go back to the application'.slice(3));
  expect(page.text).not.toMatch(/Error|OAUTH_|\bat .+:\d+|undefined|\[object|\$/);
  for (const name of ['code', 'state']) {
    const value = query?.get(name) ?? '';
    if (value.length > 10) expect(page.text).not.toContain(value);
  }
}
