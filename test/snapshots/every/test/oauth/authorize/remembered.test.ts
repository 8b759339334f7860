/** Remembered consent: nobody is asked twice for the same. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeClient } from '../../../src/oauth/clients/change-client.js';
import type { Client } from '../../../src/oauth/clients/client.js';
import type { OAuthSettings } from '../../../src/oauth/context.js';
import { revokeGrants } from '../../../src/oauth/grants.js';
import { createAuthorizationServer } from '../../../src/oauth/index.js';
import { readCode } from '../../../src/oauth/tokens.js';
import { formWith, hiddenFields, openBrowser } from '../browser/browser.js';
import { bodyOf, type Parameters, post, redirectUri, refresh } from '../client-calls.js';
import { issuer, openWorld, type World } from '../world.js';
import { answerOf, authorizeUrl, signedInBrowser } from './asking.js';
import { openWebApplication, ownSite, secret, type WebApplication } from './web-application.js';

let world: World;
let app: WebApplication;

beforeAll(async () => {
  world = await openWorld({ consentTtl: 10 * 86_400 });
});
beforeEach(async () => {
  app = await openWebApplication(world);
});
afterAll(() => world.close());

describe('a person who connects a web application of the own site again', () => {
  it('is not asked, and the client gets another grant [CON-2, ISS-1, ISS-2] [I1, M11]', async () => {
    const first = await app.connect({ scope: 'notes:write' });
    const left = await app.ask({ scope: 'notes:read', state: 'another' });
    expect(left.redirects).toEqual([303]);
    const { code = '', ...rest } = answerOf(left);
    expect(rest).toEqual({ state: 'another', iss: issuer });
    const second = await readCode(world.context.secrets, code);
    expect(second).not.toBe(first);
    expect((await bodyOf(await app.redeem(code)))['scope']).toBe('notes:read');
    expect(world.audited).toContainEqual({
      event: 'consent.recalled',
      userId: 'user_ann',
      clientId: app.client.id,
      grantId: second,
      asked: ['notes:read'],
      granted: ['notes:read'],
    });
  });

  it('was told so [CON-1]', async () => {
    expect((await app.ask()).text).toMatch(/without this page, for 10 days at most/);
    expect((await app.ask({}, {})).text).not.toContain('without this page');
  });

  it('is asked once a token of one connection was copied, and the other lives on [REF-3, M11]', async () => {
    await app.connect();
    const { code } = answerOf(await app.ask());
    const { refresh_token: token } = await bodyOf(await app.redeem(code));
    const proof = { client_secret: secret };
    expect((await refresh(world, app.client, token, proof)).status).toBe(200);
    world.pass({ seconds: world.context.settings.refreshRetryWindow });
    expect((await refresh(world, app.client, token, proof)).status).toBe(400);
    const ended = (await app.grants()).map(({ value }) => value.revoked?.reason);
    expect(ended.sort()).toEqual(['refresh_reuse', undefined]);
    expect(await app.isAsked()).toBe(true);
  });

  it.each<[string, Parameters]>([
    ['more scopes', { scope: 'notes:write' }],
    ['to stay connected', { scope: 'notes:read offline_access' }],
    ['the page', { prompt: 'consent' }],
    ['another account', { prompt: 'select_account' }],
    ['a fresh sign-in', { prompt: 'login' }],
  ])('is asked when the client wants %s [CON-2, AZ-13]', async (_, changes) => {
    await app.connect();
    expect(await app.isAsked(changes)).toBe(true);
    expect(await app.isAsked()).toBe(false);
  });

  it('is asked about what they left out [CON-10]', async () => {
    const page = await app.ask({ scope: 'notes:read notes:write' });
    const form = { ...hiddenFields(page.text), selection: 'scope', scope: 'notes:read' };
    const left = await app.browser.open(`${issuer}/consent`, { ...form, decision: 'approve' });
    await app.redeem(answerOf(left)['code']);
    expect(await app.isAsked({ scope: 'notes:read notes:write' })).toBe(true);
    expect(await app.isAsked({ scope: 'notes:read' })).toBe(false);
  });

  it('is asked as somebody else, and again after signing in [CON-2, AZ-10]', async () => {
    await app.connect();
    const other = await signedInBrowser(world, app.client, 'bob');
    const url = await authorizeUrl(world, app.client);
    expect((await other.open(url, undefined, ownSite)).hasLeft).toBe(false);
    app.browser.cookies.delete('__Host-session');
    const login = await app.browser.open(url, undefined, ownSite);
    expect(login.url.pathname).toBe('/login');
    const page = await app.browser.submit(login, { username: 'ann' });
    expect([page.url.pathname, page.hasLeft]).toEqual(['/consent', false]);
  });

  it('is asked after ten days, even if connected meanwhile [CON-2]', async () => {
    await app.connect();
    for (const days of [5, 4.9]) {
      world.pass({ days });
      await app.signInAgain();
      const { code } = answerOf(await app.ask());
      await app.redeem(code);
    }
    world.pass({ days: 0.1 });
    await app.signInAgain();
    expect(await app.isAsked()).toBe(true);
  });

  it('is asked once the connection has ended [CON-2, CON-7]', async () => {
    const short = { grantTypes: ['authorization_code'] as const };
    app = await openWebApplication(world, short);
    await app.connect();
    expect(await app.isAsked()).toBe(false);
    world.pass({ days: 1 });
    await app.signInAgain();
    expect(await app.isAsked()).toBe(true);
  });

  it('is asked if the client never used the code', async () => {
    answerOf(await app.browser.submit(await app.ask(), { decision: 'approve' }));
    expect(await app.isAsked()).toBe(true);
  });
});

describe('a remembered consent is forgotten', () => {
  it('when the person disconnects any of its connections [CON-7]', async () => {
    await app.connect();
    const { code = '' } = answerOf(await app.ask());
    await app.redeem(code);
    const grantId = (await readCode(world.context.secrets, code)) ?? '';
    const account = await app.browser.open(`${issuer}/account`);
    await app.browser.submit(formWith(account, grantId), {});
    const live = (await app.grants()).filter(({ value }) => value.revoked === undefined);
    expect(live).toHaveLength(1);
    expect(await app.isAsked()).toBe(true);
  });

  it('when the client or the operator ends the grant [CON-7, REV-1]', async () => {
    const page = await app.ask();
    const { code } = answerOf(await app.browser.submit(page, { decision: 'approve' }));
    const { refresh_token: token = '' } = await bodyOf(await app.redeem(code));
    expect(await app.isAsked()).toBe(false);
    const fields = { client_id: app.client.id, client_secret: secret, token };
    expect((await post(world.server.revoke, fields)).status).toBe(200);
    expect(await app.isAsked()).toBe(true);
    await app.connect();
    expect(await app.isAsked()).toBe(false);
    const all = (await app.grants()).map(({ value }) => value);
    await revokeGrants(world.context, all, 'operator_request');
    expect(await app.isAsked()).toBe(true);
  });

  it('when its code comes a second time [TOK-6]', async () => {
    const { code } = answerOf(await app.browser.submit(await app.ask(), { decision: 'approve' }));
    await app.redeem(code);
    expect((await app.redeem(code)).status).toBe(400);
    expect(await app.isAsked()).toBe(true);
    expect(await world.context.store.find('consent', { clientId: app.client.id })).toEqual([]);
  });

  it.each<[string, Partial<Client>]>([
    ['its name', { name: 'Another name' }],
    ['its keys', { jwksUri: 'https://client.example/keys' }],
    ['its methods', { authMethods: ['client_secret_basic', 'client_secret_post'] }],
    ['its redirect URIs', { redirectUris: [redirectUri, 'https://x.example/'] }],
  ])('when the client changes: %s [CIMD-25]', async (_, changes) => {
    await app.connect();
    const value = { ...app.client, ...changes };
    await changeClient(world.context.store, value.id, () => ({ value }));
    expect(await app.isAsked()).toBe(true);
  });

  it('when the operator switches it off or shortens it [CON-2]', async () => {
    await app.connect();
    expect(await isSpared({ consentTtl: 0 })).toBe(false);
    expect(await isSpared({ consentTtl: 3600 })).toBe(true);
    world.pass({ seconds: 3599 });
    await app.signInAgain();
    expect(await isSpared({ consentTtl: 3600 })).toBe(true);
    world.pass({ seconds: 1 });
    expect(await isSpared({ consentTtl: 3600 })).toBe(false);
  });

  async function isSpared(settings: Partial<OAuthSettings>): Promise<boolean> {
    const context = { ...world.context, settings: { ...world.context.settings, ...settings } };
    const browser = openBrowser(createAuthorizationServer(context), issuer);
    for (const pair of app.browser.cookies) browser.cookies.set(...pair);
    const url = await authorizeUrl(world, app.client);
    return (await browser.open(url, undefined, ownSite)).hasLeft;
  }
});
