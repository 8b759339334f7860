/** Browsers that return from the provider and are not let in. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createAuthorizationServer } from '../../src/oauth/index.js';
import { openBrowser, type Visit } from '../oauth/browser/browser.js';
import { limitsWith } from '../oauth/limits-with.js';
import { issuer } from '../oauth/world.js';
import { expectFailed, expectFriendly } from './friendly-page.js';
import { startProvider, type TestProvider } from './provider.js';
import {
  type Away,
  isAtClient,
  links,
  openProviderWorld,
  type ProviderWorld,
} from './signing-in.js';

let provider: TestProvider;
let world: ProviderWorld;

beforeAll(async () => {
  provider = await startProvider();
  provider.people.set('ann', { name: 'Ann Lee' });
  world = await openProviderWorld(provider);
});
afterEach(() => provider.heal());
afterAll(async () => {
  await world.close();
  await provider.close();
});

/** Signs in and returns with a changed address. */
async function comeBack(change: (url: URL) => void): Promise<Away & { back: URL; page: Visit }> {
  const away = await world.sentBack('ann');
  change(away.back);
  return { ...away, page: await away.browser.open(away.back) };
}

describe('a browser that returns', () => {
  it('is let in once [CON-5] [A33]', async () => {
    const { browser, back } = await world.sentBack('ann');
    expect(isAtClient(await browser.open(back))).toBe(true);
    expectFailed(world, { page: await browser.open(back), back }, 400, 'over');
  });

  it('is let in once, also in parallel [CON-5]', async () => {
    const { browser, back } = await world.sentBack('ann');
    const pages = await Promise.all(Array.from({ length: 8 }, () => browser.open(back)));
    expect(pages.filter(isAtClient)).toHaveLength(1);
  });

  it('must be the one that left, which then goes on [CON-5] [A10]', async () => {
    const { browser, back } = await world.sentBack('ann');
    const other = await world.sent();
    for (const stranger of [world.fresh(), other.browser]) {
      expectFailed(world, { page: await stranger.open(back), back }, 403, 'other_browser');
      expect([...stranger.cookies.keys()].filter((name) => name.includes('session'))).toEqual([]);
    }
    expect(isAtClient(await browser.open(back))).toBe(true);
  });

  it('must come within ten minutes [CON-5]', async () => {
    const { browser, back } = await world.sentBack('ann');
    world.pass({ seconds: 600 });
    expectFailed(world, { page: await browser.open(back), back }, 400, 'over');
  });

  it.each(['', 'guessed', 'A'.repeat(43)])(
    'must bring the state that it left with, not %j',
    async (state) => {
      const returned = await comeBack((url) => url.searchParams.set('state', state));
      expectFailed(world, returned, 400, 'over');
    },
  );

  it('cannot bring the code of somebody else’s sign-in [CON-5]', async () => {
    const { back } = await world.sentBack('ann');
    const returned = await comeBack((url) => {
      url.searchParams.set('code', back.searchParams.get('code') ?? '');
    });
    expectFailed(world, returned, 400, 'grant_refused');
  });

  it.each([
    ['names another issuer', (url: URL) => url.searchParams.set('iss', 'https://evil.example')],
    ['names no issuer although its provider does', (url: URL) => url.searchParams.delete('iss')],
    ['brings two codes', (url: URL) => url.searchParams.append('code', 'second')],
    ['brings no code', (url: URL) => url.searchParams.delete('code')],
    ['brings an ID token', (url: URL) => url.searchParams.set('id_token', 'e.e.e')],
  ])('is refused if it %s [CON-5] [A34]', async (_what, change) => {
    expectFailed(world, await comeBack(change), 502, 'mismatch');
  });

  it('is not let in for another provider [A22]', async () => {
    const second = await startProvider();
    const { context } = world;
    const login = world.again(await second.register(issuer));
    const { browser, back } = await world.sentBack('ann');
    const after = openBrowser(createAuthorizationServer({ ...context, login }), issuer);
    for (const [name, value] of browser.cookies) after.cookies.set(name, value);
    // As from a provider that does not name itself.
    back.searchParams.delete('iss');
    const page = await after.open(back);
    expectFailed(world, { page, back }, 400, 'over');
    expect(second.asked).not.toContain('POST /token');
    const again = await after.open(links(page)['Try again'] ?? '');
    expect(again.url.href).toContain(`${second.issuer}/auth?`);
    await second.close();
  });
});

describe('an answer of the provider that says no', () => {
  it.each([
    ['access_denied', 403, 'denied'],
    ['login_required', 403, 'interaction_required'],
    ['consent_required', 403, 'interaction_required'],
    ['temporarily_unavailable', 503, 'unavailable'],
    ['server_error', 503, 'unavailable'],
    ['invalid_scope', 503, 'request_refused'],
    ['unauthorized_client', 503, 'client_refused'],
    ['<script>alert(1)</script>', 503, 'request_refused'],
  ])('%s becomes a page with a way on [SEC-3]', async (error, status, reason) => {
    const returned = await comeBack((url) => {
      url.searchParams.delete('code');
      url.searchParams.set('error', error);
      url.searchParams.set('error_description', '<script>alert(1)</script> planted');
    });
    expectFailed(world, returned, status, reason);
    const { page, browser, elsewhere } = returned;
    expect(page.text).not.toMatch(/<script|planted/);
    expect(page.headers.get('retry-after')).toBe(reason === 'unavailable' ? '60' : null);
    // What was allowed is still allowed.
    const again = await browser.open(links(page)['Try again'] ?? '');
    expect(isAtClient(await browser.open(await elsewhere.open(again.url)))).toBe(true);
  });

  it('lets somebody else sign in instead', async () => {
    provider.people.set('bob', { name: 'Bob' });
    const { browser, elsewhere, back } = await world.sentBack('');
    const page = await browser.open(back);
    expectFailed(world, { page, back }, 403, 'denied');
    expect(page.text).toContain('You did not sign in');
    const another = await browser.open(links(page)['Sign in with another account'] ?? '');
    expect(another.url.searchParams.get('prompt')).toBe('login');
    expect(isAtClient(await browser.open(await elsewhere.signIn(another.url, 'bob')))).toBe(true);
  });
});

describe('a network with too many sign-ins', () => {
  it('is told to wait, and nothing is kept [CON-12]', async () => {
    const rateLimits = limitsWith({ authorize: { max: 2, seconds: 60 } });
    const busy = await openProviderWorld(provider, {}, { settings: { rateLimits } });
    const { browser } = await busy.sent();
    const again = () => browser.open(`${issuer}/account`);
    expect((await again()).hasLeft).toBe(true);
    const page = await again();
    expect([page.status, page.headers.get('retry-after')]).toEqual([429, '60']);
    expectFriendly(page);
    expect(await busy.context.store.find('once', {})).toHaveLength(2);
    busy.pass({ seconds: 60 });
    expect((await again()).hasLeft).toBe(true);
    await busy.close();
  });
});

describe('other paths below the sign-in page', () => {
  it.each(['/login/', '/login/callback/', '/login/other', '/login/callback?transaction=x'])(
    '%s lead nowhere',
    async (path) => {
      const { browser } = await world.sent();
      const page = await browser.open(`${issuer}${path}`);
      expect([400, 404]).toContain(page.status);
      expect(page.hasLeft).toBe(false);
    },
  );
});
