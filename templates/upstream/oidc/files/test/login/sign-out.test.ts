/** Signing out here, and at the provider as well where the operator wants that. */
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

  it('goes on to the provider if the operator wants that, and comes back', async () => {
    const world = await openProviderWorld(provider, { OIDC_LOGOUT: 'on' });
    const { page, browser } = await signOut(world);
    expect(`${page.url.origin}${page.url.pathname}`).toBe(`${provider.issuer}/session/end`);
    const { client_id, ...sent } = Object.fromEntries(page.url.searchParams);
    // No ID token: it would have to travel through the browser.
    expect(sent).toEqual({ post_logout_redirect_uri: `${issuer}/logout` });
    expect(client_id).toBeDefined();
    expect((await fetch(page.url, { redirect: 'manual' })).status).toBe(200);
    const back = await browser.open(`${issuer}/logout`);
    expect(back.text).toContain('You are signed out');
    await world.close();
  });

  it('stays here if the provider offers no such thing', async () => {
    const features = { devInteractions: { enabled: false }, registration: { enabled: true } };
    const other = await startProvider({
      features: { ...features, rpInitiatedLogout: { enabled: false } },
    });
    const world = await openProviderWorld(other, { OIDC_LOGOUT: 'on' });
    const { page } = await signOut(world);
    expect([page.hasLeft, page.url.pathname]).toEqual([false, '/logout']);
    await world.close();
    await other.close();
  });

  it('stays here if the provider is out of reach', async () => {
    const world = await openProviderWorld(provider, { OIDC_LOGOUT: 'on' });
    provider.spoilt.answer = () => ({ status: 0 });
    expect(await world.login.signOutElsewhere?.(`${issuer}/logout`)).toBeUndefined();
    delete provider.spoilt.answer;
    await world.close();
  });
});
