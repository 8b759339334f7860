/** When an earlier consent does not spare the question. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Client } from '../../../src/oauth/clients/client.js';
import { redirectUri } from '../client-calls.js';
import { issuer, openWorld, type World } from '../world.js';
import { answerOf } from './asking.js';
import { openWebApplication, ownSite, secret, type WebApplication } from './web-application.js';

let world: World;
let app: WebApplication;

beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  app = await openWebApplication(world);
});
afterAll(() => world.close());

describe('everybody is asked every time', () => {
  it.each<[string, Record<string, string>]>([
    ['from a page of another site', { ...ownSite, 'sec-fetch-site': 'cross-site' }],
    ['from a mail or another program', { ...ownSite, 'sec-fetch-site': 'none' }],
    ['in a browser that does not say from where', {}],
    ['within another page', { ...ownSite, 'sec-fetch-dest': 'iframe' }],
    ['by a script', { ...ownSite, 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }],
    ['ahead of time', { ...ownSite, 'sec-purpose': 'prefetch;prerender' }],
  ])('when the request comes %s [CON-2, C6, I1] [A11]', async (_, headers) => {
    await app.connect();
    expect(await app.isAsked({}, headers)).toBe(true);
    expect(await app.isAsked({ prompt: 'none' }, headers)).toBe(false);
    expect(answerOf(await app.ask({ prompt: 'none' }, headers))).toMatchObject({
      error: 'consent_required',
      iss: issuer,
    });
  });

  it('when the consent was for a request from another site [CON-2] [A11]', async () => {
    await app.connect({}, { ...ownSite, 'sec-fetch-site': 'cross-site' });
    expect(await app.isAsked()).toBe(true);
  });

  const link = 'com.example.app:/callback';
  it.each<[string, Partial<Client>]>([
    ['that registered itself', { origin: 'dynamic' }],
    ['that has no secret', { authMethods: ['none'] }],
    ['that may leave its secret out', { authMethods: ['none', 'client_secret_post'] }],
    ['on the own computer', { redirectUris: ['http://127.0.0.1/callback'] }],
    ['with a private scheme', { redirectUris: [link] }],
    ['that can also be on the own computer', { redirectUris: [redirectUri, 'http://localhost/x'] }],
    ['that needs no PKCE', { pkce: 'exempt' }],
  ])('by a client %s [CON-9] [C6]', async (_, changes) => {
    app = await openWebApplication(world, changes);
    const [uri] = app.client.redirectUris;
    for (let times = 0; times < 2; times += 1) {
      const page = await app.ask({ redirect_uri: uri });
      expect(page.url.pathname).toBe('/consent');
      expect(page.text).not.toContain('without this page');
      const { code } = answerOf(await app.browser.submit(page, { decision: 'approve' }));
      const isPublic = changes.authMethods?.length === 1;
      const proof = { client_secret: isPublic ? undefined : secret, redirect_uri: uri };
      expect((await app.redeem(code, proof)).status).toBe(200);
    }
  });

  it('by a client that sends them to another origin [CON-2]', async () => {
    const other = 'https://other.example/callback';
    app = await openWebApplication(world, {
      redirectUris: [redirectUri, `${redirectUri}/2`, other],
    });
    await app.connect();
    expect(await app.isAsked({ redirect_uri: other })).toBe(true);
    expect(await app.isAsked({ redirect_uri: `${redirectUri}/2` })).toBe(false);
  });

  it('for a client of the same name [CON-2]', async () => {
    await app.connect();
    app = await openWebApplication(world);
    expect(await app.isAsked()).toBe(true);
  });
});

describe('a client that wants no page', () => {
  const none = { prompt: 'none' };

  it('gets its code where nobody need be asked [AZ-13]', async () => {
    await app.connect();
    expect(answerOf(await app.ask(none))).toMatchObject({ code: expect.any(String), iss: issuer });
  });

  it('is told what is missing, once somebody is signed in [AZ-10, AZ-13]', async () => {
    expect(answerOf(await app.ask(none))).toMatchObject({ error: 'consent_required', iss: issuer });
    await app.connect();
    app.browser.cookies.delete('__Host-session');
    const login = await app.ask(none);
    expect([login.url.pathname, login.hasLeft]).toEqual(['/login', false]);
    const left = await app.browser.submit(login, { username: 'ann' });
    expect(answerOf(left)).toMatchObject({ error: 'login_required', iss: issuer });
  });
});
