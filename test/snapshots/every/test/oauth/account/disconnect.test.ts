/** How connections are ended. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findGrant } from '../../../src/oauth/grants.js';
import { formWith, hiddenFields, type TestBrowser, type Visit } from '../browser/browser.js';
import { bodyOf, connect, isAccepted, present, refresh } from '../client-calls.js';
import { issuer, openWorld, type World } from '../world.js';
import { openAccount } from './visiting.js';

const account = `${issuer}/account`;

let world: World;
let connection: Awaited<ReturnType<typeof connect>>;
let browser: TestBrowser;
let page: Visit;

beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  connection = await connect(world, {}, { name: 'Pocket Assistant' });
  ({ browser, page } = await openAccount(world));
});
afterAll(() => world.close());

const button = (visit: Visit = page) => formWith(visit, connection.grant.id);
const isConnected = () => isAccepted(world, connection.accessToken);
const revocations = () =>
  world.audited.filter(
    ({ event, grantId }) => event === 'grant.revoked' && grantId === connection.grant.id,
  );

describe('disconnecting', () => {
  it('ends this connection alone, at the next request [CON-7, RS-5] [F16]', async () => {
    const other = await connect(world);
    expect(await isConnected()).toBe(true);
    const visit = await browser.submit(button(), {});
    expect([visit.url.pathname, visit.status, visit.redirects]).toEqual(['/account', 200, [303]]);
    const refused = (await present(world, connection.accessToken)) as Response;
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toContain('invalid_token');
    expect(await isAccepted(world, other.accessToken)).toBe(true);
    const response = await refresh(world, connection.client, connection.refreshToken);
    expect([response.status, (await bodyOf(response)).error]).toEqual([400, 'invalid_grant']);
  });

  it('is said on the page, and audited with its reason [CON-7]', async () => {
    const visit = await browser.submit(button(), {});
    expect(visit.text).toContain('role="status"><bdi>Pocket Assistant</bdi> is disconnected.');
    expect(visit.text).not.toContain(connection.grant.id);
    expect(revocations()).toEqual([
      {
        event: 'grant.revoked',
        grantId: connection.grant.id,
        userId: 'user_ann',
        clientId: connection.client.id,
        reason: 'user_request',
        address: '192.0.2.1',
      },
    ]);
  });

  it('sent twice does the same once [CON-7]', async () => {
    await browser.submit(button(), {});
    const again = await browser.submit(button(), {});
    expect([again.url.pathname, again.status]).toEqual(['/account', 200]);
    expect(revocations()).toHaveLength(1);
    const other = await connect(world);
    const reloaded = await browser.open(account);
    const twice = () => browser.submit(formWith(reloaded, other.grant.id), {});
    const visits = await Promise.all([twice(), twice()]);
    expect(visits.map(({ status }) => status)).toEqual([200, 200]);
    expect(await isAccepted(world, other.accessToken)).toBe(false);
  });

  it('ends nothing for anybody else, whatever the form holds [CON-7]', async () => {
    const own = await connect(world, { userId: 'user_eve', userName: 'eve' });
    const eve = await openAccount(world, 'eve');
    const forms = [
      hiddenFields(button().text),
      { ...hiddenFields(formWith(eve.page, own.grant.id).text), grant: connection.grant.id },
    ];
    for (const form of forms) {
      const visit = await eve.browser.open(account, form);
      expect(visit.status).toBe(404);
      expect(visit.text).toContain('There is no such connection');
    }
    expect(await isConnected()).toBe(true);
    expect(revocations()).toEqual([]);
  });

  it.each(['', 'A'.repeat(22), '../grant', "' or 1=1 --"])(
    'finds no connection called %j',
    async (grant) => {
      const visit = await browser.open(account, { ...hiddenFields(button().text), grant });
      expect(visit.status).toBe(404);
    },
  );

  it('needs the value of its own form and session [CON-3]', async () => {
    const other = await connect(world);
    const reloaded = await browser.open(account);
    const elsewhere = await openAccount(world);
    const foreign = [
      '',
      'A'.repeat(43),
      hiddenFields(formWith(reloaded, other.grant.id).text)['csrf'] ?? '',
      hiddenFields(formWith(reloaded, 'Sign out').text)['csrf'] ?? '',
      hiddenFields(button(elsewhere.page).text)['csrf'] ?? '',
    ];
    for (const csrf of foreign) {
      const visit = await browser.submit(button(), { csrf });
      expect(visit.status, csrf).toBe(403);
      expect(visit.text).toContain('reload the page');
    }
    expect(await isConnected()).toBe(true);
    expect((await browser.submit(button(reloaded), {})).status).toBe(200);
    expect(await isConnected()).toBe(false);
  });

  it('leads to the sign-in and changes nothing when the session is over [CON-3]', async () => {
    browser.cookies.delete('__Host-session');
    const visit = await browser.submit(button(), {});
    expect([visit.url.pathname, visit.redirects]).toEqual(['/login', [303, 303]]);
    const back = await browser.submit(visit, { username: 'ann' });
    expect([back.url.href, back.status]).toEqual([account, 200]);
    expect(await isConnected()).toBe(true);
  });

  it('cannot be done by a link, nor by a form of another site [CON-3]', async () => {
    const form = new URLSearchParams(hiddenFields(button().text));
    await browser.open(`${account}?${form}`);
    expect(await isConnected()).toBe(true);
    const request = new Request(account, { method: 'POST', body: form });
    const response = await world.server.account(request, { address: '192.0.2.1' });
    expect(response.status).toBe(303);
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(await isConnected()).toBe(true);
  });

  it('is not said of a live connection or of somebody else’s [CON-7]', async () => {
    const eves = await connect(world, { userId: 'user_eve' }, { name: 'Her Assistant' });
    const eve = await openAccount(world, 'eve');
    await eve.browser.submit(formWith(eve.page, eves.grant.id), {});
    expect((await findGrant(world.context, eves.grant.id))?.revoked).toBeDefined();
    for (const id of [connection.grant.id, eves.grant.id, 'x', '']) {
      const { text } = await browser.open(`${account}?ended=${id}`);
      expect(text).not.toContain('is disconnected');
      expect(text).not.toContain('Her Assistant');
    }
  });
});
