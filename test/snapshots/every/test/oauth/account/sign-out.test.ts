/** Signing out. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { formWith, hiddenFields, type TestBrowser, type Visit } from '../browser/browser.js';
import { connect, isAccepted } from '../client-calls.js';
import { issuer, openWorld, type World } from '../world.js';
import { openAccount } from './visiting.js';

const logout = `${issuer}/logout`;

let world: World;
let browser: TestBrowser;
let page: Visit;

beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  ({ browser, page } = await openAccount(world));
});
afterAll(() => world.close());

const button = () => formWith(page, 'Sign out');
const isSignedIn = async () => (await browser.open(`${issuer}/account`)).url.pathname !== '/login';

describe('signing out', () => {
  it('ends the session, takes the cookie away and says so [CON-12]', async () => {
    const cookie = browser.cookies.get('__Host-session') ?? '';
    const visit = await browser.submit(button(), {});
    expect([visit.url.href, visit.status, visit.redirects]).toEqual([logout, 200, [303]]);
    expect(visit.text).toContain('You are signed out');
    expect(browser.received.at(-1)).toBe(
      '__Host-session=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0',
    );
    expect(world.audited.at(-1)).toEqual({
      event: 'session.ended',
      userId: 'user_ann',
      address: '192.0.2.1',
    });
    // Whoever copied the cookie is out as well.
    browser.cookies.set('__Host-session', cookie);
    expect(await isSignedIn()).toBe(false);
  });

  it('leaves other browsers signed in and applications connected [CON-7, REF-10] [F15]', async () => {
    const { accessToken } = await connect(world);
    const other = await openAccount(world);
    await browser.submit(button(), {});
    expect((await other.browser.open(`${issuer}/account`)).url.pathname).toBe('/account');
    expect(await isAccepted(world, accessToken)).toBe(true);
  });

  it('sent twice says the same [CON-3]', async () => {
    const visits = await Promise.all([browser.submit(button(), {}), browser.submit(button(), {})]);
    expect((await browser.submit(button(), {})).text).toContain('You are signed out');
    for (const visit of visits) expect(visit.text).toContain('You are signed out');
  });

  it('needs the value of its own form and session [CON-3]', async () => {
    const { grant } = await connect(world);
    const reloaded = await browser.open(`${issuer}/account`);
    const elsewhere = await openAccount(world);
    const foreign = [
      '',
      'A'.repeat(43),
      hiddenFields(formWith(reloaded, grant.id).text)['csrf'] ?? '',
      hiddenFields(formWith(elsewhere.page, 'Sign out').text)['csrf'] ?? '',
    ];
    for (const csrf of foreign) {
      expect((await browser.submit(button(), { csrf })).status).toBe(403);
      expect(await isSignedIn()).toBe(true);
    }
  });

  it('cannot be done by a link, nor by a form of another site [CON-3]', async () => {
    expect((await browser.open(logout)).url.pathname).toBe('/account');
    const form = new URLSearchParams(hiddenFields(button().text));
    const request = new Request(logout, { method: 'POST', body: form });
    const response = await world.server.signOut(request, { address: '192.0.2.1' });
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(await isSignedIn()).toBe(true);
  });

  it('carries the protection of every page [AZ-11, AZ-12]', async () => {
    const { headers, text } = await browser.submit(button(), {});
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(text).not.toMatch(/<script|<img|<link|src=|url\(/);
  });
});
