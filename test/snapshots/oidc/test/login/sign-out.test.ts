/** Signing out here, and at the provider as well. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formWith, type Visit } from '../oauth/browser/browser.js';
import { issuer } from '../oauth/world.js';
import { startProvider, type TestProvider } from './provider.js';
import { type Away, openProviderWorld, type ProviderWorld } from './signing-in.js';

let provider: TestProvider;
beforeAll(async () => {
  provider = await startProvider();
  provider.people.set('ann', { name: 'Ann Lee' });
});
afterAll(() => provider.close());

async function signOut(world: ProviderWorld): Promise<Away & { page: Visit }> {
  const away = await world.signedIn('ann');
  const account = await away.browser.open(`${issuer}/account`);
  return { ...away, page: await away.browser.submit(formWith(account, '/logout'), {}) };
}

describe('signing out', () => {
  it('ends the session here and leaves the one at the provider', async () => {
    const world = await openProviderWorld(provider);
    const { browser, elsewhere, page } = await signOut(world);
    expect([page.hasLeft, page.url.pathname]).toEqual([false, '/logout']);
    const { url } = await browser.open(`${issuer}/account`);
    expect((await elsewhere.open(url)).origin).toBe(issuer);
    await world.close();
  });

  it('goes on to the provider if the operator wants it, and comes back', async () => {
    const world = await openProviderWorld(provider, { OIDC_LOGOUT: 'on' });
    const { page, browser } = await signOut(world);
    expect(`${page.url.origin}${page.url.pathname}`).toBe(`${provider.issuer}/session/end`);
    // No ID token: it would have to travel through the browser.
    expect(Object.fromEntries(page.url.searchParams)).toEqual({
      client_id: expect.any(String),
      post_logout_redirect_uri: `${issuer}/logout`,
    });
    expect((await fetch(page.url, { redirect: 'manual' })).status).toBe(200);
    const back = await browser.open(`${issuer}/logout`);
    expect(back.text).toContain('You are signed out');
    await world.close();
  });

  it('stays here if the provider offers none', async () => {
    const features = {
      devInteractions: { enabled: false },
      registration: { enabled: true },
      rpInitiatedLogout: { enabled: false },
    };
    const other = await startProvider({ features });
    const world = await openProviderWorld(other, { OIDC_LOGOUT: 'on' });
    const { page } = await signOut(world);
    expect([page.hasLeft, page.url.pathname]).toEqual([false, '/logout']);
    await world.close();
    await other.close();
  });

  it('stays here if the provider is out of reach', async () => {
    const world = await openProviderWorld(provider, { OIDC_LOGOUT: 'on' });
    provider.spoilt.isDown = true;
    expect(await world.login.signOutElsewhere?.(`${issuer}/logout`)).toBeUndefined();
    provider.heal();
    await world.close();
  });
});
