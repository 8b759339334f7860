/** What a changed password ends. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PasswordChange } from '../../../src/login/contract.js';
import { createAuthorizationServer } from '../../../src/oauth/index.js';
import type { TestBrowser } from '../browser/browser.js';
import { addClient, connect, isAccepted, openGrant, redeem } from '../client-calls.js';
import { issuer, openWorld, type World } from '../world.js';
import { openAccount } from './visiting.js';

const page = `${issuer}/account/password`;

let world: World;
/** With a login layer that keeps passwords. */
let keeping: World;
let asked: PasswordChange[];
let browser: TestBrowser;

beforeAll(async () => {
  world = await openWorld();
  const login = {
    ...world.context.login,
    async changePassword(change: PasswordChange) {
      asked.push(change);
      if (change.form?.has('new')) {
        return { kind: 'changed', disconnectAll: change.form.has('all') } as const;
      }
      const { csrf } = change;
      const text = `<form method="post"><input type="hidden" name="csrf" value="${csrf}"></form>`;
      return { kind: 'answer', response: new Response(text) } as const;
    },
  };
  const server = createAuthorizationServer({ ...world.context, login });
  keeping = { ...world, server };
});
beforeEach(async () => {
  asked = [];
  ({ browser } = await openAccount(keeping));
});
afterAll(() => world.close());

const isIn = async (who: TestBrowser) =>
  (await who.open(`${issuer}/account`)).url.pathname === '/account';

describe('a changed password', () => {
  it('ends all other sessions and gives this one a new value [REF-10, CON-12]', async () => {
    const other = await openAccount(keeping);
    const eve = await openAccount(keeping, 'eve');
    const before = browser.cookies.get('__Host-session') ?? '';
    const done = await browser.submit(await browser.open(page), { new: 'x' });
    expect([done.status, done.hasLeft]).toEqual([200, false]);
    expect(done.text).toContain('Your password was changed');
    expect([await isIn(browser), await isIn(other.browser), await isIn(eve.browser)]).toEqual([
      true,
      false,
      true,
    ]);
    const copied = await openAccount(keeping, 'eve');
    copied.browser.cookies.set('__Host-session', before);
    expect(await isIn(copied.browser)).toBe(false);
  });

  it('disconnects applications only if asked to [REF-10]', async () => {
    const mine = await connect(world);
    const eves = await connect(world, { userId: 'user_eve' });
    const client = await addClient(world);
    const { code } = await openGrant(world, client);
    const first = await browser.submit(await browser.open(page), { new: 'x' });
    expect(first.text).toContain('stay connected');
    expect(await isAccepted(world, mine.accessToken)).toBe(true);
    const second = await browser.submit(await browser.open(page), { new: 'x', all: '1' });
    expect(second.text).toContain('All applications are disconnected');
    expect(await isAccepted(world, mine.accessToken)).toBe(false);
    expect(await isAccepted(world, eves.accessToken)).toBe(true);
    expect((await redeem(world, client, code)).status).toBe(400);
    expect(world.audited).toContainEqual({
      event: 'grant.revoked',
      grantId: mine.grant.id,
      userId: 'user_ann',
      clientId: mine.client.id,
      reason: 'user_request',
      address: '192.0.2.1',
    });
  });
});

describe('the page for it', () => {
  it('is answered by the login layer for whoever is signed in', async () => {
    await browser.open(page);
    expect(asked).toEqual([
      {
        user: { id: 'user_ann', name: 'ann' },
        address: '192.0.2.1',
        network: '192.0.2.1',
        csrf: expect.stringMatching(/^[\w-]{43}$/),
        action: page,
        back: `${issuer}/account`,
      },
    ]);
  });

  it('needs the value of its own form and session [CON-3]', async () => {
    const form = await browser.open(page);
    const other = await openAccount(keeping);
    await other.browser.open(page);
    for (const csrf of ['', 'A'.repeat(43), asked.at(-1)?.csrf ?? '']) {
      expect((await browser.submit(form, { new: 'x', csrf })).status).toBe(403);
    }
    expect(asked.some((change) => change.form)).toBe(false);
  });

  it('is not shown to anybody who is not signed in', async () => {
    browser.cookies.delete('__Host-session');
    expect((await browser.open(page)).url.pathname).toBe('/login');
    expect((await browser.open(page, { new: 'x' })).url.pathname).toBe('/login');
    expect(asked).toEqual([]);
  });

  it('does not exist where passwords are kept elsewhere', async () => {
    const elsewhere = await openAccount(world);
    expect(elsewhere.page.text).not.toContain('/account/password');
    expect((await elsewhere.browser.open(page)).status).toBe(404);
    expect((await openAccount(keeping)).page.text).toContain(`href="${page}"`);
  });
});
