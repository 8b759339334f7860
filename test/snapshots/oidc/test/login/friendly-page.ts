/** The page of a sign-in that failed. */
import { expect } from 'vitest';
import type { Visit } from '../oauth/browser/browser.js';
import type { World } from '../oauth/world.js';

/** Nothing of libraries, nothing secret, a way on. */
export function expectFriendly(page: Visit, back?: URL): void {
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(page.text).toContain('back to the application');
  expect(page.text).not.toMatch(/Error|OAUTH_|\bat .+:\d+|undefined|\[object|\$/);
  for (const name of ['code', 'state']) {
    const value = back?.searchParams.get(name) ?? '';
    if (value.length > 10) expect(page.text).not.toContain(value);
  }
}

/** A friendly page, and why in the audit log. */
export function expectFailed(
  { audited }: Pick<World, 'audited'>,
  { page, back }: { page: Visit; back: URL },
  status: number,
  reason: string,
): void {
  expect([page.status, audited.at(-1)]).toMatchObject([status, { event: 'login.failed', reason }]);
  expectFriendly(page, back);
}
