/** The sign-in: nobody is sent to a client before it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../src/oauth/clients/client.js';
import { signInEndpoint } from '../../src/oauth/sign-in.js';
import { answerOf, authorizeUrl, signedInBrowser } from './authorize/asking.js';
import { hiddenFields, openBrowser, type TestBrowser } from './browser/browser.js';
import { addClient, caller } from './client-calls.js';
import { issuer, openWorld, type World } from './world.js';

let world: World;
let client: Client;

beforeAll(async () => {
  world = await openWorld();
  client = await addClient(world);
});
afterAll(() => world.close());

const newBrowser = () => openBrowser(world.server, issuer);

describe('signing in', () => {
  it('comes before any redirect, for refusals too [AZ-9, AZ-10]', async () => {
    const browser = newBrowser();
    const login = await browser.open(await authorizeUrl(world, client, { scope: 'nothing' }));
    expect(login.url.pathname).toBe('/login');
    expect(login.hasLeft).toBe(false);
    const left = await browser.submit(login, { username: 'ann' });
    expect(answerOf(left)).toMatchObject({
      error: 'invalid_scope',
      state: 'the-state',
      iss: issuer,
    });
    expect(left.redirects).toEqual([303]);
  });

  it('leads to consent, and is left out while the session lasts [AZ-9, AZ-10]', async () => {
    const browser = newBrowser();
    const login = await browser.open(await authorizeUrl(world, client));
    const consent = await browser.submit(login, { username: 'ann' });
    expect(consent.url.pathname).toBe('/consent');
    expect(consent.redirects).toEqual([303]);
    const again = await browser.open(await authorizeUrl(world, client));
    expect(again.url.pathname).toBe('/consent');
  });

  it('is repeated for a client that wants it, whatever the session [AZ-13]', async () => {
    const browser = await signedInBrowser(world, client);
    const login = await browser.open(await authorizeUrl(world, client, { prompt: 'login' }));
    expect(login.url.pathname).toBe('/login');
    const visit = await browser.open(login.url.href.replace('/login', '/consent'));
    expect(visit.url.pathname).toBe('/login');
    const consent = await browser.submit(login, { username: 'bob' });
    expect(consent.url.pathname).toBe('/consent');
    expect(consent.text).toContain('bob');
  });

  it('can be asked for by somebody else while a session lasts', async () => {
    const browser = await signedInBrowser(world, client);
    const consent = await browser.open(await authorizeUrl(world, client));
    const href = /href="([^"]*\/login[^"]*)"/.exec(consent.text)?.[1] ?? '';
    const login = await browser.open(href);
    expect(login.url.pathname).toBe('/login');
    expect((await browser.submit(login, { username: 'bob' })).text).toContain('bob');
  });

  it('without a request to continue ends in a page that says where to start', async () => {
    const visit = await newBrowser().open(`${issuer}/login`);
    expect([visit.status, visit.hasLeft]).toEqual([400, false]);
    expect(visit.text).toContain('Start in your application');
  });

  it('too late ends in a page that says what to do', async () => {
    const browser = newBrowser();
    const login = await browser.open(await authorizeUrl(world, client));
    world.pass({ seconds: 600 });
    const visit = await browser.submit(login, { username: 'ann' });
    expect([visit.status, visit.hasLeft]).toEqual([400, false]);
    expect(visit.text).toContain('expired');
  });

  it('hands every path below the page to the login layer, without a request [CON-5]', async () => {
    const request = new Request(`${issuer}/login/callback?code=x`);
    expect((await world.server.signIn(request, caller)).status).toBe(200);
    const page = new Request(`${issuer}/login/`);
    expect((await world.server.signIn(page, caller)).status).toBe(400);
  });
});

describe('a pending request', () => {
  it('cannot be continued in another browser, before or after login [CON-5] [A35]', async () => {
    const mine = newBrowser();
    const login = await mine.open(await authorizeUrl(world, client));
    const theirs = await signedInBrowser(world, client, 'eve');
    for (const page of ['login', 'consent']) {
      const visit = await theirs.open(login.url.href.replace('/login', `/${page}`));
      expect([visit.status, visit.hasLeft]).toEqual([403, false]);
    }
    const visit = await theirs.submit(login, { username: 'eve' });
    expect([visit.status, visit.hasLeft]).toEqual([403, false]);
  });

  it('cannot be continued by a browser without cookies, which is told so [CON-5] [C4]', async () => {
    const login = await newBrowser().open(await authorizeUrl(world, client));
    const visit = await newBrowser().open(login.url);
    expect(visit.status).toBe(403);
    expect(visit.text).toContain('Allow cookies');
  });

  it('is bound to its browser also when the login layer brings it back [CON-5] [A10]', async () => {
    const login = await newBrowser().open(await authorizeUrl(world, client));
    const resume = login.url.searchParams.get('transaction') ?? '';
    const user = { id: 'user_eve', name: 'eve' };
    const elsewhere = { attempt: async () => ({ kind: 'signed-in', user, resume }) as const };
    const signIn = signInEndpoint({ ...world.context, login: elsewhere });

    const theirs = openBrowser({ ...world.server, signIn }, issuer);
    await theirs.open(await authorizeUrl(world, client));
    const visit = await theirs.open(`${issuer}/login/callback`);
    expect([visit.status, visit.hasLeft]).toEqual([403, false]);
    expect(theirs.cookies.has('__Host-session')).toBe(false);
  });

  it('keeps nothing in the page but its id and its value against forgery [CON-13]', async () => {
    const browser = newBrowser();
    const login = await browser.open(await authorizeUrl(world, client, { state: 'secret-state' }));
    expect([...login.url.searchParams.keys()]).toEqual(['transaction']);
    const consent = await browser.submit(login, { username: 'ann' });
    expect(Object.keys(hiddenFields(consent.text)).sort()).toEqual(['csrf', 'transaction']);
    for (const page of [login, consent]) expect(page.text).not.toContain('secret-state');
  });

  it('cannot be changed by fields that are added to a form [CON-13]', async () => {
    const browser = newBrowser();
    const login = await browser.open(await authorizeUrl(world, client));
    const consent = await browser.submit(login, { username: 'ann', scope: 'notes:write' });
    const left = await browser.submit(consent, {
      decision: 'approve',
      redirect_uri: 'https://evil.example/',
      scope: 'notes:write',
    });
    expect(left.url.host).toBe('client.example');
  });
});

describe('the login form', () => {
  async function posted(changes: Record<string, string>, browser: TestBrowser = newBrowser()) {
    const login = await browser.open(await authorizeUrl(world, client));
    return browser.submit(login, { username: 'ann', ...changes });
  }

  it('is refused without its value against forgery, or with a made-up one [CON-3]', async () => {
    for (const csrf of ['', 'x', 'A'.repeat(43)]) {
      const visit = await posted({ csrf });
      expect([visit.status, visit.hasLeft]).toEqual([403, false]);
    }
  });

  it('is refused with the value of another request of the same browser [CON-3]', async () => {
    const browser = newBrowser();
    const other = await browser.open(await authorizeUrl(world, client));
    const visit = await posted({ csrf: hiddenFields(other.text)['csrf'] ?? '' }, browser);
    expect(visit.status).toBe(403);
  });

  it('is refused with the value of the consent form [CON-3]', async () => {
    const browser = newBrowser();
    const login = await browser.open(await authorizeUrl(world, client));
    const consent = await browser.submit(login, { username: 'ann' });
    const { csrf = '' } = hiddenFields(consent.text);
    expect((await browser.submit(login, { username: 'ann', csrf })).status).toBe(403);
  });

  it('shown twice is good in both copies [CON-3]', async () => {
    const browser = newBrowser();
    const first = await browser.open(await authorizeUrl(world, client));
    await browser.open(first.url);
    const consent = await browser.submit(first, { username: 'ann' });
    expect(consent.url.pathname).toBe('/consent');
  });

  it('must be a form [CON-3]', async () => {
    const body = JSON.stringify({ username: 'ann' });
    const headers = { 'content-type': 'application/json' };
    const request = new Request(`${issuer}/login`, { method: 'POST', body, headers });
    expect((await world.server.signIn(request, caller)).status).toBe(400);
  });
});
