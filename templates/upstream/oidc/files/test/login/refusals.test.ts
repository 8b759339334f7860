/** Browsers that come back from the provider with something that does not let them in. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createAuthorizationServer } from '../../src/oauth/index.js';
import { openBrowser, type Visit } from '../oauth/browser/browser.js';
import { limitsWith } from '../oauth/limits-with.js';
import { issuer } from '../oauth/world.js';
import { expectFriendly } from './friendly-page.js';
import { type Spoilt, startProvider, type TestProvider } from './provider.js';
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
afterEach(() => {
  for (const key of Object.keys(provider.spoilt)) delete provider.spoilt[key as keyof Spoilt];
});
afterAll(async () => {
  await world.close();
  await provider.close();
});

const lastReason = () => {
  const { event, ...details } = world.audited.at(-1) ?? { event: 'none' };
  return [event, 'reason' in details ? details.reason : undefined];
};

/** Signs in at the provider and comes back with a changed address. */
async function comeBack(
  change: (url: URL, away: Away) => void,
): Promise<Away & { back: URL; page: Visit }> {
  const away = await world.sent();
  const back = await away.elsewhere.signIn(away.visit.url, 'ann');
  change(back, away);
  return { ...away, back, page: await away.browser.open(back) };
}

describe('a browser that returns', () => {
  it('is let in once: the same address a second time is over [CON-5] [A33]', async () => {
    const { browser, back, page } = await comeBack(() => undefined);
    expect(isAtClient(page)).toBe(true);
    const again = await browser.open(back);
    expect([again.status, ...lastReason()]).toEqual([400, 'login.failed', 'over']);
    expectFriendly(again, back.searchParams);
  });

  it('is let in once, also of many at the same moment [CON-5]', async () => {
    const { browser, elsewhere, visit } = await world.sent();
    const back = await elsewhere.signIn(visit.url, 'ann');
    const pages = await Promise.all(Array.from({ length: 8 }, () => browser.open(back)));
    expect(pages.filter(isAtClient)).toHaveLength(1);
  });

  it('must be the one that left: another one is turned away, and the first goes on [CON-5] [A10]', async () => {
    const { browser, elsewhere, visit } = await world.sent();
    const back = await elsewhere.signIn(visit.url, 'ann');
    const other = await world.sent();
    for (const stranger of [world.fresh(), other.browser]) {
      const page = await stranger.open(back);
      expect([page.status, ...lastReason()]).toEqual([403, 'login.failed', 'other_browser']);
      expectFriendly(page, back.searchParams);
      expect([...stranger.cookies.keys()].filter((name) => name.includes('session'))).toEqual([]);
    }
    expect(isAtClient(await browser.open(back))).toBe(true);
  });

  it('must come within ten minutes [CON-5]', async () => {
    const { browser, elsewhere, visit } = await world.sent();
    const back = await elsewhere.signIn(visit.url, 'ann');
    world.pass({ seconds: 600 });
    const page = await browser.open(back);
    expect([page.status, ...lastReason()]).toEqual([400, 'login.failed', 'over']);
    expectFriendly(page, back.searchParams);
  });

  it.each(['', 'guessed', 'A'.repeat(43)])(
    'must bring the state that it left with, not %j',
    async (state) => {
      const { page, back } = await comeBack((url) => url.searchParams.set('state', state));
      expect([page.status, ...lastReason()]).toEqual([400, 'login.failed', 'over']);
      expectFriendly(page, back.searchParams);
    },
  );

  it('cannot bring the code of somebody else’s sign-in [CON-5]', async () => {
    const victim = await world.sent();
    const stolen = await victim.elsewhere.signIn(victim.visit.url, 'ann');
    const { page } = await comeBack((url) => {
      url.searchParams.set('code', stolen.searchParams.get('code') ?? '');
    });
    expect([page.status, isAtClient(page)]).toEqual([400, false]);
    expect(lastReason()).toEqual(['login.failed', 'grant_refused']);
    expectFriendly(page, stolen.searchParams);
  });

  it.each([
    ['names another issuer', (url: URL) => url.searchParams.set('iss', 'https://evil.example')],
    ['names no issuer although its provider does', (url: URL) => url.searchParams.delete('iss')],
    ['brings two codes', (url: URL) => url.searchParams.append('code', 'second')],
    ['brings no code', (url: URL) => url.searchParams.delete('code')],
    [
      'brings an ID token through the browser',
      (url: URL) => url.searchParams.set('id_token', 'e.e.e'),
    ],
  ])('is refused if it %s [CON-5] [A34]', async (_what, change) => {
    const { page, back } = await comeBack(change);
    expect([page.status, isAtClient(page)]).toEqual([502, false]);
    expect(lastReason()).toEqual(['login.failed', 'mismatch']);
    expectFriendly(page, back.searchParams);
  });

  it('is refused with what it got from another provider [CON-5] [A22]', async () => {
    const second = await startProvider();
    second.people.set('ann', { name: 'Ann Lee' });
    const other = await openProviderWorld(second);
    const there = await other.sent();
    const foreign = await there.elsewhere.signIn(there.visit.url, 'ann');
    const { page } = await comeBack((url) => {
      for (const name of ['code', 'iss'])
        url.searchParams.set(name, foreign.searchParams.get(name) ?? '');
    });
    expect([page.status, isAtClient(page)]).toEqual([502, false]);
    // The state of one server is unknown to the other.
    const swapped = await there.browser.open(
      (await comeBack((url) => url.searchParams.delete('code'))).back,
    );
    expect(swapped.status).toBe(400);
    await other.close();
    await second.close();
  });
});

describe('a server whose operator has turned to another provider', () => {
  it('takes nobody back from the one before [A22]', async () => {
    const second = await startProvider();
    const { context } = world;
    const login = world.again(await second.register(issuer));
    const { browser, elsewhere, visit } = await world.sent();
    const back = await elsewhere.signIn(visit.url, 'ann');
    const after = openBrowser(createAuthorizationServer({ ...context, login }), issuer);
    for (const [name, value] of browser.cookies) after.cookies.set(name, value);
    // As from a provider that does not say who it is.
    back.searchParams.delete('iss');
    const page = await after.open(back);
    expect([page.status, ...lastReason()]).toEqual([400, 'login.failed', 'over']);
    // A code of one provider is not shown to another.
    expect(second.asked).not.toContain('POST /token');
    const again = await after.open(links(page)['Try again'] ?? '');
    expect(again.url.href).toContain(`${second.issuer}/auth?`);
    await second.close();
  });
});

describe('an answer of the provider that says no', () => {
  it.each([
    ['access_denied', 403, 'denied', true],
    ['login_required', 403, 'interaction_required', true],
    ['consent_required', 403, 'interaction_required', true],
    ['temporarily_unavailable', 503, 'unavailable', true],
    ['server_error', 503, 'unavailable', true],
    ['invalid_scope', 503, 'request_refused', true],
    ['unauthorized_client', 503, 'client_refused', true],
    ['<script>alert(1)</script>', 503, 'request_refused', true],
  ])('(%s) becomes a page with a way on [SEC-3]', async (error, status, reason) => {
    const { page, browser, elsewhere, back } = await comeBack((url) => {
      url.searchParams.delete('code');
      url.searchParams.set('error', error);
      url.searchParams.set('error_description', '<script>alert(1)</script> planted');
    });
    expect([page.status, ...lastReason()]).toEqual([status, 'login.failed', reason]);
    expectFriendly(page, back.searchParams);
    expect(page.text).not.toMatch(/<script|planted/);
    expect(page.headers.get('retry-after')).toBe(reason === 'unavailable' ? '60' : null);
    // What was allowed before is still allowed: nobody has to begin from the start.
    const again = await browser.open(links(page)['Try again'] ?? '');
    expect(isAtClient(await browser.open(await elsewhere.open(again.url)))).toBe(true);
  });

  it('is what comes of changing one’s mind there, and somebody else may sign in instead', async () => {
    provider.people.set('bob', { name: 'Bob' });
    const { browser, elsewhere, visit } = await world.sent();
    const page = await browser.open(await elsewhere.signIn(visit.url, ''));
    expect([page.status, ...lastReason()]).toEqual([403, 'login.failed', 'denied']);
    expect(page.text).toContain('You did not sign in');
    const another = await browser.open(links(page)['Sign in with another account'] ?? '');
    expect(another.url.searchParams.get('prompt')).toBe('login');
    expect(isAtClient(await browser.open(await elsewhere.signIn(another.url, 'bob')))).toBe(true);
  });
});

describe('a network from which too many sign in at once', () => {
  it('is told to wait, and nothing is kept for the rest [CON-12]', async () => {
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

describe('other addresses below the sign-in page', () => {
  it.each(['/login/', '/login/callback/', '/login/other', '/login/callback?transaction=x'])(
    '%s lead nowhere',
    async (path) => {
      const { browser } = await world.sent();
      const page = await browser.open(`${issuer}${path}`);
      expect([400, 404]).toContain(page.status);
      expect(page.hasLeft).toBe(false);
    },
  );

  it('are no use to a browser that was sent back without a cookie', async () => {
    const { browser, visit } = await world.sent();
    browser.cookies.clear();
    const page = await browser.open(`${issuer}/login/callback${visit.url.search}`);
    expect(page.status).toBe(403);
  });
});
