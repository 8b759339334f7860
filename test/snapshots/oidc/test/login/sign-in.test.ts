/** Signing in at a real provider. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { enterAccount, findAccount, listAccounts } from '../../src/login/accounts.js';
import { addClient } from '../oauth/client-calls.js';
import { issuer } from '../oauth/world.js';
import { startProvider, type TestProvider } from './provider.js';
import { isAtClient, openProviderWorld, type ProviderWorld } from './signing-in.js';

let provider: TestProvider;
let world: ProviderWorld;

beforeAll(async () => {
  provider = await startProvider();
  world = await openProviderWorld(provider);
});
beforeEach(() => {
  provider.people.set('ann', { name: 'Ann Lee', email: 'ann@example.com', email_verified: true });
  provider.asked.length = 0;
});
afterAll(async () => {
  await world.close();
  await provider.close();
});

describe('signing in', () => {
  it('leads over consent and the provider to the application [CON-2]', async () => {
    const { visit } = await world.signedIn('ann');
    expect(isAtClient(visit), visit.text).toBe(true);
    expect(visit.url.searchParams.get('code')).toMatch(/\./);
    expect(world.audited.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['login.succeeded', 'consent.approved']),
    );
  });

  it('tells the provider nothing of an application that nobody has allowed [CON-2, CON-5] [A9]', async () => {
    const { visit, browser } = await world.asked();
    expect(visit.url.pathname).toBe('/consent');
    expect(visit.text).toContain('Pocket Assistant');
    // Nor by a forged address.
    const transaction = visit.url.searchParams.get('transaction') ?? '';
    const straight = await browser.open(`${issuer}/login?transaction=${transaction}`);
    expect(straight.url.pathname).toBe('/consent');
    await browser.submit(visit, { decision: 'deny' });
    expect(provider.asked.filter((it) => it.includes('/auth'))).toEqual([]);
    expect(await world.context.store.find('once', {})).toEqual([]);
  });

  it('works for the account page', async () => {
    const { browser, elsewhere } = await world.sent();
    const away = await browser.open(`${issuer}/account`);
    const page = await browser.open(await elsewhere.signIn(away.url, 'ann'));
    expect(page.url.pathname).toBe('/account');
    expect(page.text).toContain('Ann Lee');
    expect(page.text).not.toContain('Change password');
  });

  it('asks for consent although the provider remembers the person [CON-2]', async () => {
    const before = await world.signedIn('ann');
    before.browser.cookies.clear();
    provider.asked.length = 0;
    const { visit } = await world.asked({ client_id: (await addClient(world)).id }, before);
    expect([visit.url.pathname, provider.asked]).toEqual(['/consent', []]);
    const { url } = await before.browser.submit(visit, { decision: 'approve' });
    const back = await before.elsewhere.open(url);
    expect(back.origin).toBe(issuer);
    expect(isAtClient(await before.browser.open(back))).toBe(true);
  });

  it('sends a fresh PKCE challenge, state and nonce, and no way back but this server [CON-5, I3]', async () => {
    const [first, second] = [await world.sent(), await world.sent()];
    const [one, other] = [first.visit.url.searchParams, second.visit.url.searchParams];
    expect(first.visit.url.href).toContain(`${provider.issuer}/auth?`);
    expect(Object.fromEntries(one)).toMatchObject({
      response_type: 'code',
      redirect_uri: `${issuer}/login/callback`,
      scope: 'openid profile email',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(one.get(name)).not.toBe(other.get(name));
    }
    expect(first.visit.headers.get('referrer-policy')).toBe('no-referrer');
    expect(first.visit.headers.get('cache-control')).toBe('no-store');
  });

  it('asks nothing of the provider during a session, but for consent each time [CON-2]', async () => {
    const before = await world.signedIn('ann');
    provider.asked.length = 0;
    const { visit, browser } = await world.asked({}, before);
    expect([visit.url.pathname, visit.text.includes('Ann Lee')]).toEqual(['/consent', true]);
    expect(isAtClient(await browser.submit(visit, { decision: 'approve' }))).toBe(true);
    expect(provider.asked).toEqual([]);
  });

  it('works with names in the user info alone', async () => {
    const terse = await startProvider({ conformIdTokenClaims: true });
    terse.people.set('ann', { name: 'Ann Lee', email: 'ann@example.com' });
    terse.spoilt.claims = () => ({ name: undefined, email: undefined });
    const other = await openProviderWorld(terse);
    await other.signedIn('ann');
    expect(terse.asked).toContain('GET /me');
    expect(await listAccounts(other.context.store)).toMatchObject([
      { name: 'Ann Lee', email: 'ann@example.com' },
    ]);
    await other.close();
    await terse.close();
  });

  it.each([
    ['client_secret_basic', {}],
    ['client_secret_post', { OIDC_CLIENT_AUTH: 'client_secret_post' }],
    ['none', { OIDC_CLIENT_SECRET: '' }],
  ])('works for a client that authenticates by %s', async (method, variables) => {
    const client = { token_endpoint_auth_method: method };
    const other = await openProviderWorld(provider, variables, { client });
    expect(isAtClient((await other.signedIn('ann')).visit)).toBe(true);
    await other.close();
  });

  it('sends along what the operator adds', async () => {
    const variables = {
      OIDC_PARAMETERS: 'access_type=offline&prompt=consent',
      OIDC_SCOPES: 'openid',
    };
    const other = await openProviderWorld(provider, variables);
    const { searchParams } = (await other.sent()).visit.url;
    expect(Object.fromEntries(searchParams)).toMatchObject({
      access_type: 'offline',
      prompt: 'consent',
      scope: 'openid',
    });
    await other.close();
  });
});

describe('a fresh sign-in', () => {
  it('is asked for where the client demands it', async () => {
    const { elsewhere, visit } = await world.sent();
    await elsewhere.signIn(visit.url, 'ann');
    const remembered = await elsewhere.open((await world.sent()).visit.url);
    expect(remembered.origin).toBe(new URL(issuer).origin);
    const anew = (await world.sent({ prompt: 'login' })).visit.url;
    expect(anew.searchParams.get('prompt')).toBe('login');
    expect((await elsewhere.open(anew)).pathname).toMatch(/^\/interaction\//);
  });

  const old = (claims: Record<string, unknown>) => ({ auth_time: Number(claims['iat']) - 300 });

  it('is not taken from a provider that goes on with an old one', async () => {
    provider.spoilt.claims = old;
    const { visit } = await world.signedIn('ann', { prompt: 'login' });
    provider.heal();
    expect([visit.status, isAtClient(visit)]).toEqual([403, false]);
    expect(visit.text).toContain('Sign in once more');
  });

  it('may take as long as the page is good', async () => {
    provider.spoilt.claims = old;
    const { browser, back } = await world.sentBack('ann', { prompt: 'login' });
    world.pass({ seconds: 290 });
    const page = await browser.open(back);
    provider.heal();
    expect(isAtClient(page), page.text).toBe(true);
  });
});

describe('the account', () => {
  const accountOf = async (login: string) =>
    (await listAccounts(world.context.store)).find(({ subject }) => subject === login);

  it('is made at the first sign-in and found at the next, whatever has changed [EMA-8]', async () => {
    await world.signedIn('ann');
    const before = await accountOf('ann');
    expect(before).toMatchObject({ issuer: provider.issuer, name: 'Ann Lee' });
    expect(before?.userId).toMatch(/^user_[\w-]{22}$/);
    provider.people.set('ann', { name: 'Bob', email: 'bob@example.com' });
    world.pass({ seconds: 5 });
    await world.signedIn('ann');
    const after = await accountOf('ann');
    expect(after).toMatchObject({
      userId: before?.userId,
      createdAt: before?.createdAt,
      name: 'Bob',
      email: 'bob@example.com',
      lastSignedInAt: world.context.clock(),
    });
    expect(await findAccount(world.context.store, before?.userId ?? '')).toEqual(after);
  });

  it.each([true, false])(
    'is not shared by e-mail address, verified: %s [EMA-8] [A20]',
    async (email_verified) => {
      await world.signedIn('ann');
      provider.people.set('eve', { name: 'Ann Lee', email: 'ann@example.com', email_verified });
      await world.signedIn('eve');
      const [ann, eve] = [await accountOf('ann'), await accountOf('eve')];
      expect(eve?.userId).not.toBe(ann?.userId);
    },
  );

  it('is another one for the same subject at another provider [EMA-8]', async () => {
    await world.signedIn('twin');
    const twin = await accountOf('twin');
    const { context } = world;
    const identity = { issuer: 'https://idp.example.com', subject: 'twin' };
    expect((await enterAccount(context, identity)).userId).not.toBe(twin?.userId);
  });

  it('is one, however many browsers sign in at once', async () => {
    provider.people.set('new', { name: 'New' });
    await Promise.all(Array.from({ length: 5 }, () => world.signedIn('new')));
    const accounts = await listAccounts(world.context.store);
    expect(accounts.filter(({ subject }) => subject === 'new')).toHaveLength(1);
  });

  it('is called what fits on a line, whatever the provider sends [SEC-3]', async () => {
    for (const name of ['<script>alert(1)</script>', 'a\u202eb\nc', 'x'.repeat(5000), '', 17]) {
      provider.people.set('odd', { name, email: 'odd@example.com' });
      const { browser } = await world.signedIn('odd');
      const { text } = await browser.open(`${issuer}/account`);
      expect(text).not.toMatch(/<script|\u202e|x{81}/);
      const account = await accountOf('odd');
      expect(account?.name.length).toBeGreaterThan(0);
      expect(account?.name.length).toBeLessThanOrEqual(80);
    }
  });

  it('is called by its address where there is no name', async () => {
    provider.people.set('plain', { email: 'plain@example.com' });
    await world.signedIn('plain');
    await world.signedIn('unknown');
    expect((await accountOf('plain'))?.name).toBe('plain@example.com');
    expect((await accountOf('unknown'))?.name).toBe('Somebody');
  });
});
